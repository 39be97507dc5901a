import { Button, Group, SimpleGrid, type SimpleGridProps, Skeleton } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useDeferredValue, useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Page } from "../api/types";
import { Trouble } from "./Trouble";
import { useInView } from "./useInView";

interface Props<Item> {
  list: UseInfiniteQueryResult<InfiniteData<Page<Item>>>;
  draw: (items: Item[]) => ReactNode;
  empty: ReactNode;
  /** How high one item is, so that nothing jumps when it comes. */
  height?: number;
  /** How many stand side by side, where it is a grid. */
  cols?: SimpleGridProps["cols"];
}

/** A list of pages: a skeleton, then what there is, and more of it when its end comes into view. */
export function Endless<Item>({ list, draw, empty, height = 96, cols = 1 }: Props<Item>) {
  const { t } = useTranslation();
  const end = useInView(() => {
    if (list.hasNextPage && !list.isFetchingNextPage && !list.isError) void list.fetchNextPage();
  });
  // A search may answer an empty page and go on: nothing is found only where the last page says so.
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  const nothingYet = Boolean(list.data?.pages.every((page) => !page.items.length));
  useEffect(() => {
    if (nothingYet && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [nothingYet, hasNextPage, isFetching, isError, fetchNextPage]);
  // What has come is drawn in short steps: a page of cards would hold up a finger for long.
  const data = useDeferredValue(list.data);
  if (list.isError && !list.data) return <Trouble error={list.error} retry={list.refetch} />;
  if (!data) return <Waiting height={height} cols={cols} />;
  const items = data.pages.flatMap((page) => page.items);
  return (
    <>
      <div aria-busy={list.isPlaceholderData} style={{ opacity: list.isPlaceholderData ? 0.6 : 1 }}>
        {items.length ? draw(items) : list.hasNextPage ? <Waiting height={height} cols={cols} /> : empty}
      </div>
      {list.isError && <Trouble error={list.error} retry={list.fetchNextPage} />}
      {list.hasNextPage && (
        <Group ref={end} justify="center" mt="md">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("common.more")}
          </Button>
        </Group>
      )}
    </>
  );
}

export function Waiting({ height = 96, times = 3, cols = 1 }: { height?: number; times?: number } & SimpleGridProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={cols} spacing="sm" role="status" aria-label={t("common.loading")}>
      {Array.from({ length: times }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </SimpleGrid>
  );
}
