"""What the routes work with, loaded in the background so that the process answers at once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from recommender import trace
from recommender.clients.kept import Kept
from recommender.clients.knowledge_base import KnowledgeBase, KnowledgeBaseAway
from recommender.hubs.listing import LiveList
from recommender.hubs.nearest import LiveHubs
from recommender.hubs.register import HubRegister
from recommender.hubs.report_store import ReportStore
from recommender.model.bundle import Bundle, load_bundle
from recommender.model.feature_table import FeatureTable
from recommender.places.cells import PlaceMap
from recommender.places.gazetteer import Gazetteer
from recommender.places.search import PlaceSearch
from recommender.plan.guesses import Guesses
from recommender.plan.plans import Document, PlanStore
from recommender.plan.queue import PlanQueue, Solve
from recommender.plan.score_reasons import ScoreReasons
from recommender.plan.sites import SiteLists
from recommender.plan.travel import TravelTimes
from recommender.records import Hub
from recommender.service.editions import Edition, edition_of, hub_seed
from recommender.settings import Settings
from recommender.store import is_ahead, open_store
from recommender.web.outlines import Outlines

if TYPE_CHECKING:
    from recommender.service.predictor import Predictor

log = logging.getLogger(__name__)

DEFAULT_RADIUS_KM = 5.0
PREPARED_SITES = 20
KNOWLEDGE_BASE_TIMEOUT_S = 2.0


Again = Callable[["Parts", Document], Solve]


@dataclass(frozen=True)
class Parts:
    """Everything but the model, which takes longest to load."""

    gazetteer: Gazetteer
    search: PlaceSearch
    register: HubRegister
    hubs: LiveHubs
    hub_list: LiveList
    reports: ReportStore
    sites: SiteLists
    plans: PlanStore
    guesses: Guesses
    queue: PlanQueue
    edition: Edition
    scores: ScoreReasons
    places_on_map: PlaceMap
    outlines: Outlines
    # Travel times between places where the operator has some, else distances decide.
    travel: TravelTimes | None = None


class Runtime:
    """The parts as far as they are loaded."""

    def __init__(self, settings: Settings, again: Again | None = None) -> None:
        """`again` tells how to solve a plan that another worker has left."""
        self.settings, self._again = settings, again
        knowledge_base = KnowledgeBase(settings.knowledge_base_url, KNOWLEDGE_BASE_TIMEOUT_S)
        self.interests = Kept(knowledge_base.interests, KnowledgeBaseAway)
        self.parts: Parts | None = None
        self.predictor: Predictor | None = None
        self.failure: str | None = None
        self._loaded = threading.Event()

    def start(self) -> None:
        """Load in the background; returns at once."""
        threading.Thread(target=self._load_apart, name="load", daemon=True).start()

    def wait(self, timeout_s: float) -> None:
        """Wait until all is loaded; raise RuntimeError when it failed or took too long."""
        if not self._loaded.wait(timeout_s) or self.failure:
            raise RuntimeError(self.failure or f"not loaded within {timeout_s} s")

    def stop(self, wait_s: float) -> None:
        """Take no more plans, and leave to other workers what is not solved in `wait_s` seconds."""
        if self.parts is not None:
            self.parts.queue.leave(wait_s)

    def checks(self) -> dict[str, bool]:
        """Say part by part what is ready; the store is asked, not remembered."""
        return {
            "places": self.parts is not None,
            "store": self.parts is not None and _answers(self.parts.register),
            "model": self.predictor is not None or not self.settings.load_model,
        }

    def _load_apart(self) -> None:
        with trace.background():
            self._load()

    def _load(self) -> None:
        try:
            bundle = load_bundle(self.settings.bundle)
            self.parts = load_parts(self.settings, bundle)
            self._prepare(self.parts)
            if self._again is not None:
                self.parts.queue.again = partial(self._again, self.parts)
            saved_model, features = bundle.saved_model, bundle.feature_table
            # Nobody needs the tables any more: TensorFlow takes their room.
            del bundle
            if self.settings.load_model:
                self.predictor = _load_model(saved_model, features, self.parts.gazetteer)
        except Exception as error:
            # The thread has nobody to raise to: readiness stays false and the log says why.
            log.exception("loading failed: %s", error)
            self.failure = f"{type(error).__name__}: {error}"
        finally:
            self._loaded.set()

    @staticmethod
    def _prepare(parts: Parts) -> None:
        """Have at hand, before anyone asks, what the first request would have to wait for."""
        parts.gazetteer.sphere.nearest(-12.0, -77.0, 1)
        parts.sites.page(parts.hubs.index(), "", DEFAULT_RADIUS_KM, PREPARED_SITES, 0)


def load_parts(settings: Settings, bundle: Bundle) -> Parts:
    """Build the searches from the bundle and open the store, seeding the register."""
    gazetteer = replace(
        Gazetteer.from_tables(bundle.places, bundle.districts, bundle.newer_districts),
        demand=settings.demand,
    )
    edition = edition_of(bundle)
    engine = open_store(settings.store_url)
    register = HubRegister(engine)
    if not is_ahead(engine):
        # Else a pod of before would bring back its older list.
        register.seed(hub_seed(bundle))
    plans = PlanStore(engine)
    return Parts(
        gazetteer=gazetteer,
        search=PlaceSearch(gazetteer),
        register=register,
        hubs=LiveHubs(register),
        hub_list=LiveList(register, partial(_district, gazetteer)),
        reports=ReportStore(engine),
        sites=SiteLists(gazetteer),
        plans=plans,
        guesses=Guesses(engine),
        queue=PlanQueue(plans, settings.plan_wait_s),
        edition=edition,
        scores=ScoreReasons.of_bundle(bundle),
        travel=TravelTimes.load(settings.travel_times) if settings.travel_times else None,
        places_on_map=PlaceMap(gazetteer),
        outlines=Outlines(bundle.folder / "outlines", gazetteer.districts),
    )


def _load_model(saved_model: Path, features: FeatureTable, gazetteer: Gazetteer) -> Predictor:
    # TensorFlow takes seconds to import: only this thread waits for it.
    from recommender.service.predictor import Predictor

    return Predictor.load(saved_model, features, gazetteer)


def _district(gazetteer: Gazetteer, hub: Hub) -> str:
    unit = gazetteer.units.get(hub.ubigeo)
    return unit.name if unit is not None else ""


def _answers(register: HubRegister) -> bool:
    try:
        with register.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception:
        log.warning("the store does not answer")
        return False
    return True
