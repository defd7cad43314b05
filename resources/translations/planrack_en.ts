<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en" language="en">
  <context>
    <name>Bench</name>
    <message numerus="yes">
      <source>Delete %n markup(s)</source>
      <translation>
        <numerusform>Delete %n markup</numerusform>
        <numerusform>Delete %n markups</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Paste %n markup(s)</source>
      <translation>
        <numerusform>Paste %n markup</numerusform>
        <numerusform>Paste %n markups</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BidDialog</name>
    <message numerus="yes">
      <source>A time ahead, at most %n day(s)</source>
      <translation>
        <numerusform>A time ahead, at most %n day</numerusform>
        <numerusform>A time ahead, at most %n days</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CarriedBar</name>
    <message numerus="yes">
      <source>%n markup(s) carried from {origin} to {shown}, which is open here: to check.</source>
      <translation>
        <numerusform>%n markup carried from {origin} to {shown}, which is open here: to check.</numerusform>
        <numerusform>%n markups carried from {origin} to {shown}, which is open here: to check.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) drawn before Procore replaced the file of {shown}: to check.</source>
      <translation>
        <numerusform>%n markup drawn before Procore replaced the file of {shown}: to check.</numerusform>
        <numerusform>%n markups drawn before Procore replaced the file of {shown}: to check.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Accept %n carried markup(s)</source>
      <translation>
        <numerusform>Accept %n carried markup</numerusform>
        <numerusform>Accept %n carried markups</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Discard %n carried markup(s)</source>
      <translation>
        <numerusform>Discard %n carried markup</numerusform>
        <numerusform>Discard %n carried markups</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Changes</name>
    <message numerus="yes">
      <source>%n revised</source>
      <translation>
        <numerusform>%n revised</numerusform>
        <numerusform>%n revised</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n added</source>
      <translation>
        <numerusform>%n added</numerusform>
        <numerusform>%n added</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n withdrawn</source>
      <comment>sheets</comment>
      <translation>
        <numerusform>%n withdrawn</numerusform>
        <numerusform>%n withdrawn</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n restored</source>
      <translation>
        <numerusform>%n restored</numerusform>
        <numerusform>%n restored</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reordered</source>
      <comment>sheets</comment>
      <translation>
        <numerusform>%n reordered</numerusform>
        <numerusform>%n reordered</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) replaced</source>
      <translation>
        <numerusform>%n file replaced</numerusform>
        <numerusform>%n files replaced</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n renamed</source>
      <translation>
        <numerusform>%n renamed</numerusform>
        <numerusform>%n renamed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n moved</source>
      <translation>
        <numerusform>%n moved</numerusform>
        <numerusform>%n moved</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n with other dates</source>
      <translation>
        <numerusform>%n with other dates</numerusform>
        <numerusform>%n with other dates</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folder(s) or set(s) renamed</source>
      <translation>
        <numerusform>%n folder or set renamed</numerusform>
        <numerusform>%n folders or sets renamed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n about the project</source>
      <translation>
        <numerusform>%n about the project</numerusform>
        <numerusform>%n about the project</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ChangesPage</name>
    <message numerus="yes">
      <source>Changes of this period that the filters hide: %n.</source>
      <translation>
        <numerusform>Changes of this period that the filters hide: %n.</numerusform>
        <numerusform>Changes of this period that the filters hide: %n.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The project has the %n sheet(s) that the first sync brought.</source>
      <translation>
        <numerusform>The project has the %n sheet that the first sync brought.</numerusform>
        <numerusform>The project has the %n sheets that the first sync brought.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message numerus="yes">
      <source>%n new revision(s)</source>
      <translation>
        <numerusform>%n new revision</numerusform>
        <numerusform>%n new revisions</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reordered</source>
      <translation>
        <numerusform>%n reordered</numerusform>
        <numerusform>%n reordered</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n withdrawn</source>
      <translation>
        <numerusform>%n withdrawn</numerusform>
        <numerusform>%n withdrawn</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced</source>
      <translation>
        <numerusform>%n replaced</numerusform>
        <numerusform>%n replaced</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Dates</name>
    <message numerus="yes">
      <source>%n byte(s)</source>
      <translation>
        <numerusform>%n byte</numerusform>
        <numerusform>%n bytes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DocumentActs</name>
    <message numerus="yes">
      <source>%n repaired.</source>
      <translation>
        <numerusform>%n repaired.</numerusform>
        <numerusform>%n repaired.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n older revision(s) fetched.</source>
      <translation>
        <numerusform>%n older revision fetched.</numerusform>
        <numerusform>%n older revisions fetched.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) saved: {name}</source>
      <translation>
        <numerusform>%n sheet saved: {name}</numerusform>
        <numerusform>%n sheets saved: {name}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Not on this computer yet, and missing there: %n sheet(s).</source>
      <translation>
        <numerusform>Not on this computer yet, and missing there: %n sheet.</numerusform>
        <numerusform>Not on this computer yet, and missing there: %n sheets.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Documents</name>
    <message numerus="yes">
      <source>%n annotation(s) carried over from an earlier revision, not confirmed yet: open the sheet to check.</source>
      <translation>
        <numerusform>%n annotation carried over from an earlier revision, not confirmed yet: open the sheet to check.</numerusform>
        <numerusform>%n annotations carried over from an earlier revision, not confirmed yet: open the sheet to check.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n older revisions are in Procore, not downloaded</source>
      <translation>
        <numerusform>%n older revisions are in Procore, not downloaded</numerusform>
        <numerusform>%n older revisions are in Procore, not downloaded</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n drawing(s)</source>
      <translation>
        <numerusform>%n drawing</numerusform>
        <numerusform>%n drawings</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n of {all} revisions here</source>
      <translation>
        <numerusform>%n of {all} revisions here</numerusform>
        <numerusform>%n of {all} revisions here</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DocumentsMenu</name>
    <message numerus="yes">
      <source>Open %n sheet(s)</source>
      <translation>
        <numerusform>Open %n sheet</numerusform>
        <numerusform>Open %n sheets</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s)</source>
      <translation>
        <numerusform>%n sheet</numerusform>
        <numerusform>%n sheets</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DocumentsPage</name>
    <message numerus="yes">
      <source>%n drawing(s) are hidden by the filters.</source>
      <translation>
        <numerusform>%n drawing are hidden by the filters.</numerusform>
        <numerusform>%n drawings are hidden by the filters.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message numerus="yes">
      <source>%n sheet(s). What is not the current revision gets a stamp.</source>
      <translation>
        <numerusform>%n sheet. What is not the current revision gets a stamp.</numerusform>
        <numerusform>%n sheets. What is not the current revision gets a stamp.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FailureBanner</name>
    <message numerus="yes">
      <source>What failed (%n)</source>
      <translation>
        <numerusform>What failed (%n)</numerusform>
        <numerusform>What failed (%n)</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) could not be downloaded.</source>
      <translation>
        <numerusform>%n sheet could not be downloaded.</numerusform>
        <numerusform>%n sheets could not be downloaded.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message numerus="yes">
      <source>{shown} of {all} drawings</source>
      <translation>
        <numerusform>{shown} of {all} drawings</numerusform>
        <numerusform>{shown} of {all} drawings</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message numerus="yes">
      <source>%n hit(s)</source>
      <translation>
        <numerusform>%n hit</numerusform>
        <numerusform>%n hits</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>History</name>
    <message numerus="yes">
      <source>%n new</source>
      <translation>
        <numerusform>%n new</numerusform>
        <numerusform>%n new</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reordered</source>
      <translation>
        <numerusform>%n reordered</numerusform>
        <numerusform>%n reordered</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n withdrawn</source>
      <translation>
        <numerusform>%n withdrawn</numerusform>
        <numerusform>%n withdrawn</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n changed</source>
      <translation>
        <numerusform>%n changed</numerusform>
        <numerusform>%n changed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n file</numerusform>
        <numerusform>%n files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n request(s) to Procore</source>
      <translation>
        <numerusform>%n request to Procore</numerusform>
        <numerusform>%n requests to Procore</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LayerActs</name>
    <message numerus="yes">
      <source>%n markup(s) deleted.</source>
      <translation>
        <numerusform>%n markup deleted.</numerusform>
        <numerusform>%n markups deleted.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) moved to “{layer}”.</source>
      <translation>
        <numerusform>%n markup moved to “{layer}”.</numerusform>
        <numerusform>%n markups moved to “{layer}”.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LayerQuestion</name>
    <message numerus="yes">
      <source>“{layer}” holds %n markup(s),</source>
      <translation>
        <numerusform>“{layer}” holds %n markup,</numerusform>
        <numerusform>“{layer}” holds %n markups,</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>on %n sheet(s).</source>
      <translation>
        <numerusform>on %n sheet.</numerusform>
        <numerusform>on %n sheets.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LinksPanel</name>
    <message numerus="yes">
      <source>named %n time(s)</source>
      <translation>
        <numerusform>named %n time</numerusform>
        <numerusform>named %n times</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ListPanel</name>
    <message numerus="yes">
      <source>%n shown of {all}</source>
      <translation>
        <numerusform>%n shown of {all}</numerusform>
        <numerusform>%n shown of {all}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n without a scale, not counted in.</source>
      <translation>
        <numerusform>%n without a scale, not counted in.</numerusform>
        <numerusform>%n without a scale, not counted in.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n with a scale that is not verified, or carried and not checked.</source>
      <translation>
        <numerusform>%n with a scale that is not verified, or carried and not checked.</numerusform>
        <numerusform>%n with a scale that is not verified, or carried and not checked.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>MarkPanels</name>
    <message numerus="yes">
      <source>%n markup(s) open again.</source>
      <translation>
        <numerusform>%n markup open again.</numerusform>
        <numerusform>%n markups open again.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) done.</source>
      <translation>
        <numerusform>%n markup done.</numerusform>
        <numerusform>%n markups done.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) deleted.</source>
      <translation>
        <numerusform>%n markup deleted.</numerusform>
        <numerusform>%n markups deleted.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %n markup(s) to another layer</source>
      <translation>
        <numerusform>Move %n markup to another layer</numerusform>
        <numerusform>Move %n markups to another layer</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>MarkupDesk</name>
    <message numerus="yes">
      <source>Change the look of %n markup(s)</source>
      <translation>
        <numerusform>Change the look of %n markup</numerusform>
        <numerusform>Change the look of %n markups</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>MarkupSteps</name>
    <message numerus="yes">
      <source>Cut %n markup(s)</source>
      <translation>
        <numerusform>Cut %n markup</numerusform>
        <numerusform>Cut %n markups</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Open %n markup(s) again</source>
      <translation>
        <numerusform>Open %n markup again</numerusform>
        <numerusform>Open %n markups again</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Done: %n markup(s)</source>
      <translation>
        <numerusform>Done: %n markup</numerusform>
        <numerusform>Done: %n markups</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %n markup(s)</source>
      <translation>
        <numerusform>Move %n markup</numerusform>
        <numerusform>Move %n markups</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Messages</name>
    <message numerus="yes">
      <source>%n more message(s)</source>
      <translation>
        <numerusform>%n more message</numerusform>
        <numerusform>%n more messages</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>News</name>
    <message numerus="yes">
      <source>%n new sheet(s): {sheets}</source>
      <translation>
        <numerusform>%n new sheet: {sheets}</numerusform>
        <numerusform>%n new sheets: {sheets}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) revised: {sheets}</source>
      <translation>
        <numerusform>%n sheet revised: {sheets}</numerusform>
        <numerusform>%n sheets revised: {sheets}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{sheets} and %n more</source>
      <translation>
        <numerusform>{sheets} and %n more</numerusform>
        <numerusform>{sheets} and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Picker</name>
    <message numerus="yes">
      <source>%n match(es)</source>
      <translation>
        <numerusform>%n match</numerusform>
        <numerusform>%n matches</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PrintDialog</name>
    <message numerus="yes">
      <source>%n paper(s).</source>
      <translation>
        <numerusform>%n paper.</numerusform>
        <numerusform>%n papers.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %n page(s)</source>
      <translation>
        <numerusform>All %n page</numerusform>
        <numerusform>All %n pages</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Progress</name>
    <message numerus="yes">
      <source>Listing: %n revision(s) found</source>
      <translation>
        <numerusform>Listing: %n revision found</numerusform>
        <numerusform>Listing: %n revisions found</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n remaining</source>
      <translation>
        <numerusform>%n remaining</numerusform>
        <numerusform>%n remaining</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n failed</source>
      <translation>
        <numerusform>%n failed</numerusform>
        <numerusform>%n failed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about %n minute(s) left</source>
      <translation>
        <numerusform>about %n minute left</numerusform>
        <numerusform>about %n minutes left</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PropertyBar</name>
    <message numerus="yes">
      <source>%n selected</source>
      <translation>
        <numerusform>%n selected</numerusform>
        <numerusform>%n selected</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RowRequests</name>
    <message numerus="yes">
      <source>Open %n sheet(s)?</source>
      <translation>
        <numerusform>Open %n sheet?</numerusform>
        <numerusform>Open %n sheets?</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RunDetail</name>
    <message numerus="yes">
      <source>%n syncs failed in a row. A support report says what is needed to help.</source>
      <translation>
        <numerusform>%n syncs failed in a row. A support report says what is needed to help.</numerusform>
        <numerusform>%n syncs failed in a row. A support report says what is needed to help.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) not here for a reason of their own:</source>
      <translation>
        <numerusform>%n sheet not here for a reason of their own:</numerusform>
        <numerusform>%n sheets not here for a reason of their own:</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Tried %n time(s).</source>
      <translation>
        <numerusform>Tried %n time.</numerusform>
        <numerusform>Tried %n times.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SaveNote</name>
    <message numerus="yes">
      <source>%n change(s) of markups could not be saved. They stay on the sheet while it is open.</source>
      <translation>
        <numerusform>%n change of markups could not be saved. They stay on the sheet while it is open.</numerusform>
        <numerusform>%n changes of markups could not be saved. They stay on the sheet while it is open.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SearchPage</name>
    <message numerus="yes">
      <source>%n sheet(s) found</source>
      <translation>
        <numerusform>%n sheet found</numerusform>
        <numerusform>%n sheets found</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) here are not read yet: the words on them are not found so far.</source>
      <translation>
        <numerusform>%n file here are not read yet: the words on them are not found so far.</numerusform>
        <numerusform>%n files here are not read yet: the words on them are not found so far.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SheetOutput</name>
    <message numerus="yes">
      <source>%n page(s) saved: {name}</source>
      <translation>
        <numerusform>%n page saved: {name}</numerusform>
        <numerusform>%n pages saved: {name}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n paper(s) sent to the printer.</source>
      <translation>
        <numerusform>%n paper sent to the printer.</numerusform>
        <numerusform>%n papers sent to the printer.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatusLine</name>
    <message numerus="yes">
      <source>%n Procore account(s)</source>
      <translation>
        <numerusform>%n Procore account</numerusform>
        <numerusform>%n Procore accounts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) not confirmed for a day</source>
      <translation>
        <numerusform>%n project not confirmed for a day</numerusform>
        <numerusform>%n projects not confirmed for a day</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) syncing</source>
      <translation>
        <numerusform>%n project syncing</numerusform>
        <numerusform>%n projects syncing</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) need attention</source>
      <translation>
        <numerusform>%n project needs attention</numerusform>
        <numerusform>%n projects need attention</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>WithdrawalBanner</name>
    <message numerus="yes">
      <source>Procore no longer lists %n drawing(s): {numbers}</source>
      <translation>
        <numerusform>Procore no longer lists %n drawing: {numbers}</numerusform>
        <numerusform>Procore no longer lists %n drawings: {numbers}</numerusform>
      </translation>
    </message>
  </context>
</TS>
