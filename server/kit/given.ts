type Given<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> }

const isGiven = <Fields extends object>(kept: object, _from: Fields): kept is Given<Fields> =>
  Object.values(kept).every((value) => value !== undefined)

/** Drops what is `undefined`: a field sent so is one that was not sent. After it, a key that is there has a value. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  if (!isGiven(kept, fields)) throw new Error('a field without a value was kept')
  return kept
}

export type { Given }
