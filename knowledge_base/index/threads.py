"""Keep the number libraries to one thread a question."""

from __future__ import annotations

import faiss
from threadpoolctl import threadpool_limits


def one_thread_a_question() -> None:
    """Let FAISS and numpy's BLAS use one thread each, for the whole process.

    One question gains nothing from more; and on a machine that others use too, threads that wait
    for each other made a question twenty times slower. Requests still run beside each other.
    """
    faiss.omp_set_num_threads(1)
    threadpool_limits(limits=1, user_api="blas")
