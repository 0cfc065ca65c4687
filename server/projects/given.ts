type Given<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> }

/** Drops what is `undefined`: a field that was sent so is one that was not sent. After it a key that is there has a value. */
export const given = <Fields extends object>(fields: Fields): Given<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<Fields>

export type { Given }
