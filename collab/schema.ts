/*
 * Shapes of what comes from outside and is believed by nobody: of what browsers read. Zod has more than this needs, and weighs
 * as much as half of an editor.
 */

/** What a schema says of a value that is not as it should be. */
const wrong = Symbol('wrong')
type Wrong = typeof wrong

type Result<Value> = { success: true; data: Value } | { success: false }

export class Schema<Value> {
  readonly read: (value: unknown) => Value | Wrong

  constructor(read: (value: unknown) => Value | Wrong) {
    this.read = read
  }

  /** Throws where the value is not of this shape. */
  parse(value: unknown): Value {
    const result = this.safeParse(value)
    if (!result.success) throw new TypeError('not of the shape that was said')
    return result.data
  }

  safeParse(value: unknown): Result<Value> {
    const data = this.read(value)
    return data === wrong ? { success: false } : { success: true, data }
  }
}

/** May be missing in an object. */
class Optional<Value> extends Schema<Value | undefined> {
  readonly mayMiss = true
}

export type Infer<Of> = Of extends Schema<infer Value> ? Value : never

type Shape = Readonly<Record<string, Schema<unknown>>>
type Missing<Of extends Shape> = { [Key in keyof Of]: Of[Key] extends Optional<unknown> ? Key : never }[keyof Of]
type Values<Of extends Shape> = { [Key in Exclude<keyof Of, Missing<Of>>]: Infer<Of[Key]> } & {
  [Key in Missing<Of>]?: Infer<Of[Key]>
}
/** Written out, so that it reads as an object and not as the two that it is made of. */
type Plain<Of> = { [Key in keyof Of]: Of[Key] }

/** A value of which this is true. */
export const custom = <Value>(isOne: (value: unknown) => boolean) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever names the type says how it is known
  new Schema<Value>((value) => (isOne(value) ? (value as Value) : wrong))

export const string = () => custom<string>((value) => typeof value === 'string')
export const boolean = () => custom<boolean>((value) => typeof value === 'boolean')
export const unknown = () => custom<unknown>(() => true)

export const number = ({ from = -Infinity, to = Infinity } = {}) =>
  custom<number>((value) => typeof value === 'number' && Number.isFinite(value) && value >= from && value <= to)

export const integer = (from: number, to: number) =>
  custom<number>((value) => Number.isSafeInteger(value) && number({ from, to }).read(value) !== wrong)

export const oneOf = <const Value extends string>(values: readonly Value[]) =>
  custom<Value>((value) => values.some((one) => one === value))

export const nullable = <Value>(of: Schema<Value>) =>
  new Schema<Value | null>((value) => (value === null ? null : of.read(value)))

export const optional = <Value>(of: Schema<Value>) =>
  new Optional<Value | undefined>((value) => (value === undefined ? undefined : of.read(value)))

/** This, where it is missing. */
export const orWithout = <Value>(of: Schema<Value>, instead: Value) =>
  new Schema<Value>((value) => (value === undefined ? instead : of.read(value)))

/** This, where it is anything else. */
export const orElse = <Value>(of: Schema<Value>, instead: Value) =>
  new Schema<Value>((value) => {
    const data = of.read(value)
    return data === wrong ? instead : data
  })

export const array = <Value>(of: Schema<Value>) =>
  new Schema<Value[]>((value) => {
    if (!Array.isArray(value)) return wrong
    const found: Value[] = []
    for (const one of value) {
      const data = of.read(one)
      if (data === wrong) return wrong
      found.push(data)
    }
    return found
  })

/** What is not named is left out. */
export const object = <const Of extends Shape>(shape: Of) =>
  new Schema<Plain<Values<Of>>>((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong
    const found: Record<string, unknown> = {}
    for (const [key, of] of Object.entries(shape)) {
      const there: unknown = Reflect.get(value, key)
      const data = of.read(there)
      if (data === wrong) return wrong
      if (data !== undefined || there !== undefined) found[key] = data
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each key was read by its own schema
    return found as Plain<Values<Of>>
  })
