"""`tongguan stop`: end the portal and everything it started."""

from tongguan.commands.console import out
from tongguan.serving import stop as stop_portal


def stop() -> None:
    """Stop the portal and everything it started."""
    running = stop_portal()
    out.print("Stopped. 已停止。" if running else "Nothing was running. 没有在运行。")
