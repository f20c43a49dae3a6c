"""The commands of the command line, one a file; results go to stdout alone.

Each is loaded only when it is used.
"""

from cyclopts import App

from tongguan import __version__

COMMANDS = {
    "demo": "Generate consignments, send them through the gateway, and sum up.",
    "serve": "Run the portal, the API, the gateway and its workers.",
    "stop": "Stop the portal and everything it started.",
    "status": "Say whether the portal runs, and how much work waits.",
    "submit": "Send message files through the gateway and print their receipts.",
    "conform": "Put an implementation to the scenarios of the message standard.",
    "samples": "Write one valid example of every message, in sets that agree.",
    "template": "Write the sheet to fill in for a kind of paper.",
    "sheet": "Preview many papers from an Excel or CSV sheet, and send them.",
    "check": "Try message files without storing anything: all findings at once.",
    "sign": "Sign message files, or say how many keys a peak needs.",
    "verify": "Verify the signatures of message files; the signature doctor.",
    "explain": "Explain a code of a receipt: cause, fields, who mends it, how.",
    "rules": "Read the rulebook on any day, and compare two days.",
    "assess": "Work out what a purchase would owe, with the workings.",
    "key": "Make an API key for a firm on file, or revoke one.",
    "certificate": "File, list and revoke certificates; trust issuers.",
    "account": "Make an account for a person.",
    "answer": "Answer a challenge, to sign in with a certificate.",
    "folder": "Exchange a folder: send its files, lay receipts into it.",
    "firms": "File firms, mandates and guarantees from a list.",
    "filing": "Apply to be filed as an operator; decide; file merchants.",
    "articles": "File the articles of a sheet for their seller, row by row.",
    "mandate": "Give, list and end mandates: who may act for whom.",
    "quarantine": "List messages that were set aside, or read one again.",
    "webhook": "Keep the addresses firms are called at when they have receipts.",
    "evidence": "Write a message, its receipts and why into one sealed file.",
    "verify-evidence": "Look at such a file, off line: is it whole, and whose?",
    "epoch": "Begin a new epoch of receipt numbers, after a restore.",
    "guarantee": "Raise the guarantee of a guarantor.",
    "collect": "Close a month: one payment notice for every guarantor.",
    "pay": "Record the payment of a notice; the guarantee is free again.",
    "platform-data": "Ask for the raw data of payments, or answer as a platform.",
    "statistics": "Count what was released, the same day.",
    "archive": "Write the lists decided on a day into the archive.",
    "replay": "Decide archived lists again: what would another rulebook change?",
    "upstream": "Say how the line to the customs stands, and what was set aside.",
    "agencies": "Say what agencies elsewhere are asked and answered; ask one.",
    "simulator": "Stand in for the customs, or for another agency that is asked.",
    "checks": "Print the table of checks in their order of precedence.",
    "bench": "Measure how many lists this machine carries, with every check.",
    "docs": "Write the pages that are generated from the program.",
}
# A file named for the rules of a room would have to be as pure as they are.
FILES = {"rules": "rulebook"}
HELP = """通关 Tongguan — the open single window for cross-border e-commerce.

Exit codes: 0 done, 1 something was refused or missed, 2 the call was wrong, 3 the
installation can't run (its database, its portal).
"""


def command_line() -> App:
    """Make the command line of all commands."""
    made = App(name="tongguan", help=HELP, version=__version__)
    for name, summary in COMMANDS.items():
        act = name.replace("-", "_")
        place = FILES.get(name, act)
        made.command(f"tongguan.commands.{place}:{act}", name=name, help=summary)
    return made


app = command_line()
