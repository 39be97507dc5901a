import { useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useRef } from "react";
import { tell, tellTrouble } from "./Trouble";

interface Act<Input, Output> {
  run: (input: Input) => Promise<Output>;
  /** What is read anew afterwards, also when the server disagreed. */
  freshen?: QueryKey[];
  said?: string | ((output: Output, input: Input) => string);
  done?: (output: Output, input: Input) => void;
  /** Draws the effect before the answer; gives back how to undo it. */
  hope?: (input: Input) => () => void;
  /** Where the trouble has a place on the screen, it is told there only. */
  inPlace?: boolean;
}

/**
 * Does something on the server: tells success and trouble, and reads anew what it changed.
 * The same asked for twice before the first answer is one: a second tap can come before a button is drawn as busy.
 */
export function useAct<Input = void, Output = unknown>({
  run,
  freshen = [],
  said,
  done,
  hope,
  inPlace,
}: Act<Input, Output>) {
  const cache = useQueryClient();
  const going = useRef(new Set<string>());
  const act = useMutation({
    mutationFn: run,
    onMutate: (input) => hope?.(input),
    onSuccess: (output, input) => {
      if (said) tell(typeof said === "function" ? said(output, input) : said);
      done?.(output, input);
    },
    onError: (error, _input, undo) => {
      undo?.();
      if (!inPlace) tellTrouble(error);
    },
    onSettled: (_output, _error, input) => {
      going.current.delete(named(input));
      for (const queryKey of freshen) void cache.invalidateQueries({ queryKey });
    },
  });
  const mutate: typeof act.mutate = (...asked) => {
    const name = named(asked[0]);
    if (going.current.has(name)) return;
    going.current.add(name);
    act.mutate(...asked);
  };
  return { ...act, mutate };
}

const named = (input: unknown): string => JSON.stringify(input ?? null);
