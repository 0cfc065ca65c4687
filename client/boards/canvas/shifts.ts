/** More things than this at once are moved by style: then putting the layers together costs less than the animations. */
const animatedMost = 24
const lastingMs = 1e9

/**
 * Shows elements away from where they lie. By an animation that stands still: only such a one may Chromium move without
 * putting all layers of the board together again, 5 ms a move with 2,000 things in sight.
 */
export class Shifts {
  readonly #running = new Map<HTMLElement, Animation>()

  show(element: HTMLElement, dx: number, dy: number): void {
    const translate = `${dx}px ${dy}px`
    const running = this.#running.get(element)
    if (running?.effect instanceof KeyframeEffect)
      return running.effect.setKeyframes({ translate: [translate, translate] })
    if (this.#running.size >= animatedMost) {
      element.style.willChange = 'translate'
      element.style.translate = translate
    } else this.#running.set(element, element.animate({ translate: [translate, translate] }, { duration: lastingMs }))
    return undefined
  }

  end(element: HTMLElement): void {
    this.#running.get(element)?.cancel()
    this.#running.delete(element)
    element.style.willChange = ''
    element.style.translate = ''
  }
}
