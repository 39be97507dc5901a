"""Settings: read once from the environment, on first use, never at import."""

import os
from dataclasses import MISSING, dataclass, fields
from datetime import timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Settings:
    """One field per environment variable, named the same in capitals; `template.yaml` sets them."""

    main_table: str
    feed_table: str
    stage_name: str = "local"
    idempotency_table: str = ""
    words_table: str = ""
    notices_queue_url: str = ""
    deliveries_queue_url: str = ""
    telegram_queue_url: str = ""
    vk_queue_url: str = ""
    web_push_queue_url: str = ""
    waitlist_queue_url: str = ""
    copies_queue_url: str = ""
    copies_queue_arn: str = ""
    changes_queue_url: str = ""
    departures_queue_url: str = ""
    user_pool_id: str = ""
    user_pool_client_id: str = ""
    journey_secret_arn: str = ""
    tell_parked_queue_url: str = ""
    follow_up_parked_queue_url: str = ""
    deliver_parked_queue_url: str = ""
    pushes_queue_url: str = ""
    live_connections_url: str = ""
    schedule_group: str = ""
    schedule_role_arn: str = ""
    schedule_dead_letter_arn: str = ""
    remind_function_arn: str = ""
    finish_function_arn: str = ""
    cursor_secret_arn: str = ""
    origin_secret_hashes: str = ""  # SHA-256 in hex, two between commas while one is replaced
    page_url: str = "http://localhost"
    mail_from: str = ""
    mail_configuration_set: str = ""
    oidc_userinfo_url: str = ""
    connections_key_arn: str = ""
    telegram_api_url: str = "https://api.telegram.org"
    telegram_bot_name: str = ""
    telegram_token_secret_arn: str = ""
    telegram_webhook_secret_arn: str = ""
    vk_api_url: str = "https://api.vk.com"
    vk_token_secret_arn: str = ""
    push_secret_arn: str = ""
    push_url: str = ""  # where pushes go instead of their services; empty: to these
    channel_timeout_seconds: float = 5
    film_provider: str = "bundled"
    film_provider_key_arn: str = ""
    tmdb_api_url: str = "https://api.themoviedb.org/3"
    kinopoisk_api_url: str = "https://api.poiskkino.dev/v1.4"
    minimum_notice_minutes: int = 5
    minimum_duration_minutes: int = 15
    change_notice_seconds: int = 60
    review_window_days: float = 14
    maximum_upcoming_events: int = 50
    maximum_live_bookings: int = 200
    writes_per_minute: int = 60
    searches_per_minute: int = 120
    operators_claim: str = "cognito:groups"
    operators_group: str = "operators"
    seats_per_shard: int = 15
    decision_seconds: int = 20

    @property
    def minimum_notice(self) -> timedelta:
        """How far ahead an event starts at least."""
        return timedelta(minutes=self.minimum_notice_minutes)

    @property
    def minimum_duration(self) -> timedelta:
        """How long an event takes at least."""
        return timedelta(minutes=self.minimum_duration_minutes)

    @property
    def review_window(self) -> timedelta:
        """How long after the end reviews are open; a part of a day where an operator wants to see it."""
        return timedelta(days=self.review_window_days)

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read every field; a missing one without a default is named in the error."""
        values: dict[str, str | float] = {}
        for field in fields(cls):
            raw = os.environ.get(field.name.upper())
            if raw is not None and raw != "":
                values[field.name] = field.type(raw) if field.type in (int, float) else raw
            elif field.default is MISSING:
                raise RuntimeError(f"the environment variable {field.name.upper()} is not set")
        return cls(**values)  # type: ignore[arg-type]  # the types were made from the fields above


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings.from_environment()
