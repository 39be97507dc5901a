import { useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
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

/** Does something on the server: tells success and trouble, and reads anew what it changed. */
export function useAct<Input = void, Output = unknown>({
  run,
  freshen = [],
  said,
  done,
  hope,
  inPlace,
}: Act<Input, Output>) {
  const cache = useQueryClient();
  return useMutation({
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
    onSettled: () => {
      for (const queryKey of freshen) void cache.invalidateQueries({ queryKey });
    },
  });
}
