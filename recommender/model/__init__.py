"""The Keras model of suitability: train, calibrate, evaluate, export, bundle and serve it."""
