# Makes planrack:// links open in this folder's program, for this user. Run it again after the folder was moved.
#
#     powershell -ExecutionPolicy Bypass -File windows\register-links.ps1
#     powershell -ExecutionPolicy Bypass -File windows\register-links.ps1 -Remove
param([switch]$Remove)
$ErrorActionPreference = 'Stop'

$key = 'HKCU:\Software\Classes\planrack'
if ($Remove) {
    Remove-Item -Path $key -Recurse -ErrorAction SilentlyContinue
    exit 0
}
$program = Join-Path (Split-Path -Parent $PSScriptRoot) 'planrack-window.exe'
if (-not (Test-Path -LiteralPath $program)) { throw "There is no program at $program" }
New-Item -Path "$key\shell\open\command" -Force | Out-Null
New-Item -Path "$key\DefaultIcon" -Force | Out-Null
Set-ItemProperty -Path $key -Name '(default)' -Value 'URL:Planrack sheet'
Set-ItemProperty -Path $key -Name 'URL Protocol' -Value ''
Set-ItemProperty -Path "$key\DefaultIcon" -Name '(default)' -Value "`"$program`",0"
Set-ItemProperty -Path "$key\shell\open\command" -Name '(default)' -Value "`"$program`" `"%1`""
