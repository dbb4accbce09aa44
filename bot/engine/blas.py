"""Let numpy's matrix products stay in the thread that asks for them.

Strips are worked on in threads already. With threads of its own beneath them BLAS takes ten times
as long for products as small as the engine's, since the threads wait for each other.
"""

import os
import sys

if "numpy" in sys.modules:
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")
else:
    # Numpy is told before it is loaded: it then starts no threads, which saves a quarter of the
    # time that loading it takes.
    os.putenv("OPENBLAS_NUM_THREADS", "1")
