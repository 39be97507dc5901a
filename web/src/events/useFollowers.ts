import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import * as read from "../api/queries";

const ENOUGH = 7;

/** The host's followers, read page by page until enough of them have the words in their name. */
export function useFollowers(hostId: string, words: string) {
  const list = useInfiniteQuery(read.followers(hostId));
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  const wanted = words.trim().toLocaleLowerCase();
  const enough = people.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)).length >= ENOUGH;
  useEffect(() => {
    if (!enough && list.hasNextPage && !list.isFetching && !list.isError) void list.fetchNextPage();
  }, [enough, list]);
  return { people, waiting: list.isFetching, error: list.error };
}
