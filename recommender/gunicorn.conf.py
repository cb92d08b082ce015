"""How gunicorn runs the recommender: one worker, many threads.

One worker holds the places, the indexes and TensorFlow once; the heavy work is done in numpy,
scipy, rapidfuzz and TensorFlow, which let other threads run meanwhile. More workers
(RECOMMENDER_WORKERS) see each other's changes of the register through the store.
"""

import os

from recommender.settings import Settings

_settings = Settings.from_environment(os.environ)

bind = f"{_settings.host}:{_settings.port}"
workers = _settings.workers
worker_class = "gthread"
threads = _settings.threads
timeout = 60
graceful_timeout = 20
keepalive = 5
# A question of some thousand characters reaches the schema, whose 422 says what is wrong with it.
limit_request_line = 8190
# It would be written to the home folder, which a pod has read-only.
control_socket_disable = True
# Served is a SavedModel, which needs no Keras; but TensorFlow imports it at its own import, and
# scikit-learn, matplotlib and more with it. Told to take the older Keras (tf_keras) instead, which
# is not installed, it goes without, as it is written to. Keras itself would take 70 MB a worker.
os.environ.setdefault("TF_USE_LEGACY_KERAS", "1")
