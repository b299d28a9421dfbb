"""Whether the server's memory stays flat: `python tests/benchmarks/memory.py [CLICKS [SESSIONS]]`.

Opens and closes sessions, then clicks in one, as a browser would by its websocket, and prints the
server's resident memory on the way. Talks to 127.0.0.1 alone and needs the extra `dev`.
"""

import asyncio
import sys

import psutil
from latency import ROOT, open_sessions, serve
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PICKS = ("theme:sanctions", "source:1", "theme:arms-control", "source:7", "")


async def run(socket, query: str) -> None:
    """Run the page as it is at an address, until it is drawn."""
    message = BackMsg()
    message.rerun_script.query_string = query
    await socket.send(message.SerializeToString())
    while True:
        forward = ForwardMsg()
        forward.ParseFromString(await asyncio.wait_for(socket.recv(), 60))
        if forward.WhichOneof("type") == "script_finished":
            return


async def main(clicks: int, sessions: int) -> None:
    process, address = serve(ROOT / "app.py")
    own = psutil.Process(process.pid)
    try:

        def told(what: str) -> None:
            used = sum(own.cpu_times()[:2])
            print(f"{what:28} {own.memory_info().rss / 1e6:7.1f} MB {used:8.1f} s of CPU")

        for n in range(0, sessions + 1, 10):
            if n % 50 == 0:
                await asyncio.sleep(3)
                told(f"{n} sessions")
            for socket in await open_sessions(address, 10):
                await socket.close()
        (socket,) = await open_sessions(address, 1)
        for n in range(clicks + 1):
            if n % (clicks // 5) == 0:
                await asyncio.sleep(3)
                told(f"{n} clicks")
            pick = PICKS[n % len(PICKS)]
            await run(socket, f"pick={pick}" if pick else "")
    finally:
        process.terminate()


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:3]]
    asyncio.run(main(*given, *(1000, 200)[len(given) :]))
