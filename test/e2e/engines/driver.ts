/** What a tab of any engine is asked to do: little enough that WebDriver classic and WebDriver BiDi both can. */

export type Place = readonly [x: number, y: number]

export interface Driver {
  goto(url: string): Promise<void>
  /** The value of a JavaScript expression, or of the promise that it gives; what JSON can hold. */
  evaluate(expression: string): Promise<unknown>
  /** Real keys, one after the other. */
  type(text: string): Promise<void>
  /** One real key, with those that are held: `Control+Enter`. */
  press(chord: string): Promise<void>
  /** The pointer goes along these places with its button down; one place is a click. */
  stroke(places: readonly Place[]): Promise<void>
  /** What the page itself complained of. */
  complaints(): Promise<string[]>
}

/** A running browser of this engine. */
export interface Engine {
  version: string
  /** A window of its own, with nobody signed in. */
  open(): Promise<Driver>
  close(): Promise<void>
}
