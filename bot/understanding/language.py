"""A part of the NLU pipeline that tells the language of a message: Spanish, Quechua or English.

It learns from the same examples as the intents; `metadata: {language: qu}` of their block says what
they are written in, and without it they are Spanish. The answer is an entity `language`, and none
where the message gives too little to tell, such as "2" or the name of a place.
"""

from __future__ import annotations

import pickle
import re
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from bot.channel.keywords import plain

LANGUAGE = "language"
SPANISH = "es"
FILE = "language.pickle"
# Names and numbers are the same in every language.
NEUTRAL = ("place", "number", "radius_km")
ENDING = re.compile(r"[a-z]{3}(pi|manta|paq|kama)(?:chu|m|mi|qa)?$", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageClassifier(GraphComponent):
    """Logistic regression on character n-grams of what stands around names and numbers."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`threshold` is the least probability of an answer; `C` as in scikit-learn."""
        return {"threshold": 0.7, "C": 20.0}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classifier: Pipeline | None = None,
    ) -> None:
        self._config, self._storage, self._resource = config, model_storage, resource
        self._classifier = classifier

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageClassifier:
        """A classifier that has learned nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> LanguageClassifier:
        """The classifier that `train` has kept."""
        with model_storage.read_from(resource) as folder, (folder / FILE).open("rb") as file:
            return cls(config, model_storage, resource, pickle.load(file))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that say something beside names and numbers."""
        texts, languages = [], []
        for example in training_data.training_examples:
            said = _around_names(example)
            if said and example.get(INTENT):
                texts.append(said)
                languages.append(_language_of(example))
        classifier = make_pipeline(
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True),
            LogisticRegression(C=self._config["C"], class_weight="balanced", max_iter=400),
        )
        if len(set(languages)) > 1:
            classifier.fit(texts, languages)
            self._classifier = classifier
        with self._storage.write_to(self._resource) as folder:
            with (folder / FILE).open("wb") as file:
                pickle.dump(self._classifier, file)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entity to each message whose language is clear."""
        for message in messages:
            told = self._told(_around_names(message))
            if told:
                entity = {
                    "entity": LANGUAGE,
                    "value": told,
                    "start": 0,
                    "end": len(message.get(TEXT) or ""),
                    "extractor": type(self).__name__,
                }
                message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        return messages

    def _told(self, said: str) -> str:
        if not said or self._classifier is None:
            return ""
        probabilities = self._classifier.predict_proba([said])[0]
        best = int(np.argmax(probabilities))
        if probabilities[best] < self._config["threshold"]:
            return ""
        return str(self._classifier.classes_[best])


def _language_of(example: Message) -> str:
    metadata = example.get(METADATA) or {}
    return str((metadata.get("intent") or {}).get(LANGUAGE) or SPANISH)


def _around_names(message: Message) -> str:
    """The text in plain letters, without names and digits.

    A name keeps the ending that Quechua gives it: "Huantapi" leaves "pi".
    """
    text = message.get(TEXT) or ""
    names = [one for one in message.get(ENTITIES, []) if one.get("entity") in NEUTRAL]
    # From the last to the first, so that the positions of the others stay true.
    for entity in sorted(names, key=lambda one: -one["start"]):
        start, end = entity["start"], entity["end"]
        ending = ENDING.search(text[start:end])
        text = f"{text[:start]} {ending[1] if ending else ''} {text[end:]}"
    return " ".join(re.findall(r"[a-z]+", plain(text)))
