/** The same texts in Russian: every one of them and no other, with four plural forms where English has two. */
export type Told<English> = {
  [Key in keyof English as Form<Key, keyof English>]: English[Key] extends string ? string : Told<English[Key]>;
};

type Form<Key, Keys> = Key extends `${infer Root}_${"one" | "other"}`
  ? [`${Root}_one`, `${Root}_other`] extends Keys[]
    ? `${Root}_${"one" | "few" | "many" | "other"}`
    : Key
  : Key;
