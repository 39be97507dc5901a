/** The same texts in another language: every one of them, and the plural forms that English has not. */
export type Told<English> = {
  [Key in keyof English]: English[Key] extends string ? string : Told<English[Key]>;
} & { [Form in `${string}_few` | `${string}_many`]?: string };
