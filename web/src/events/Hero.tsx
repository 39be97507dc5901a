import { Anchor, Text, Title } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Event, PublicEvent } from "../api/types";
import { countdown, duration, eventTitle, filmTitle, number, time } from "../format";
import { useMinute } from "../ui/Ago";
import { Drawing, Poster } from "../ui/Poster";
import { When } from "../ui/When";
import { colored } from "./colors";
import { genres } from "./genres";
import { Leaf } from "./Leaf";
import { where } from "./place";
import { over } from "./standing";

/** What it is, when and where, in the colours of the poster. */
export function Hero({ event }: { event: Event | PublicEvent }) {
  const { t } = useTranslation();
  useMinute();
  const { film, time_zone: zone } = event;
  const title = eventTitle(event);
  const named = filmTitle(film);
  return (
    <header className="hero" style={colored(film)}>
      <div className="hero-art">
        <Drawing film={film} title={named} slice />
      </div>
      <div className="hero-in">
        <div className="hero-poster">
          <Poster film={film} named />
        </div>
        <div className="hero-head">
          <Title order={1}>{title}</Title>
          <Text mt={6}>
            {film.directors.length > 0 && `${film.directors.join(", ")}, `}
            {film.year} · {genres(film.genres, 3)}
            {film.rating !== null && ` · ★ ${number(film.rating)}`}
            {" · "}
            <Anchor component={Link} href={`/films/${encodeURIComponent(film.id)}`} underline="always">
              {title === named ? t("moment.about_film") : named}
            </Anchor>
          </Text>
        </div>
        <div className="hero-when">
          <Leaf at={event.starts_at} zone={zone} />
          <div>
            <When at={event.starts_at} zone={zone} fw={700} size="lg" />
            <Text size="sm">
              {t("event.until", { time: time(event.ends_at, zone) })} · {duration(event.duration_minutes)}
            </Text>
            {!over(event) && (
              <Text size="sm" fw={700} className="soon">
                {countdown(event.starts_at, zone)}
              </Text>
            )}
          </div>
        </div>
        <Text className="hero-where">
          <IconMapPin size={18} aria-hidden /> {where(event.place, true)}
        </Text>
      </div>
    </header>
  );
}
