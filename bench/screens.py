"""Open screens without a browser: they speak to the server as a browser does.

Each signs in by the demo's picker, opens the page of dispatches and is drawn anew as often as
the page asks for it. A browser of its own for each would take the machine the server needs.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

PERSON = "sokolov"
PAGE = "dispatches"
TO_DRAW = 120.0  # seconds


@dataclass
class Screen:
    """One session; `drawn` is how long each drawing took, in seconds."""

    wire: Any
    query: str
    drawn: list[float] = field(default_factory=list)
    _buttons: list[str] = field(default_factory=list)
    _pages: dict[str, str] = field(default_factory=dict)
    _fragments: dict[str, float] = field(default_factory=dict)

    async def open(self) -> None:
        """Sign in, and go to the page."""
        await self._run(BackMsg())
        await self._run(self._pressed(f"sign-in-{PERSON}"))
        await self._run(self._asking(page_script_hash=self._pages[PAGE]))

    async def stay(self) -> None:
        """Be drawn anew as the page asks for it, until cancelled."""
        while True:
            if not self._fragments:
                raise RuntimeError("the page moves no more: it shows nothing that is under way")
            fragment, seconds = next(iter(self._fragments.items()))
            await asyncio.sleep(seconds)
            began = time.perf_counter()
            asked = self._asking(
                page_script_hash=self._pages[PAGE], fragment_id=fragment, is_auto_rerun=True
            )
            await self._run(asked)
            self.drawn.append(time.perf_counter() - began)

    def _asking(self, **facts: Any) -> BackMsg:
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        for name, value in facts.items():
            setattr(asked.rerun_script, name, value)
        return asked

    def _pressed(self, key: str) -> BackMsg:
        asked = self._asking()
        state = asked.rerun_script.widget_states.widgets.add()
        state.id = next(name for name in self._buttons if name.endswith(key))
        state.trigger_value = True
        return asked

    async def _run(self, asked: BackMsg) -> None:
        asked.rerun_script.query_string = self.query
        if not asked.rerun_script.fragment_id:
            self._fragments.clear()
        await self.wire.send(asked.SerializeToString())
        async with asyncio.timeout(TO_DRAW):
            while not self._heard(ForwardMsg.FromString(await self.wire.recv())):
                pass

    def _heard(self, said: ForwardMsg) -> bool:
        """Note what the server says; whether it has finished drawing."""
        kind = said.WhichOneof("type")
        if kind == "delta" and said.delta.new_element.WhichOneof("type") == "button":
            self._buttons.append(said.delta.new_element.button.id)
        elif kind == "navigation":
            pages = said.navigation.app_pages
            self._pages = {one.url_pathname: one.page_script_hash for one in pages}
        elif kind == "auto_rerun":
            self._fragments[said.auto_rerun.fragment_id] = said.auto_rerun.interval
        if kind != "script_finished":
            return False
        return said.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        )


@asynccontextmanager
async def opened(port: int, count: int, query: str = "") -> AsyncIterator[list[Screen]]:
    """So many screens on the page of dispatches, open until the body ends."""
    async with contextlib.AsyncExitStack() as stack:
        screens = []
        for _ in range(count):
            wire = await stack.enter_async_context(_connected(port))
            screens.append(Screen(wire, query))
            await screens[-1].open()
        staying = [asyncio.create_task(screen.stay()) for screen in screens]
        yield screens
        broken = [one.exception() for one in staying if one.done()]
        for one in staying:
            one.cancel()
        await asyncio.gather(*staying, return_exceptions=True)
        if broken:
            raise RuntimeError(f"{len(broken)} screens fell: {broken[0]}")


def _connected(port: int) -> Any:
    return connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        origin=Origin(f"http://127.0.0.1:{port}"),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    )
