/* Four hundred cards are one Tab stop: the arrows go from one to the other, as they stand on the screen. */

const buttonsOf = (card: Element) => card.querySelectorAll<HTMLElement>('button, a')
const cardAt = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-plan-card]') : null

/** The card that had the focus last is the stop, with its menu; the first, before there was one. */
export function keepOneStop(surface: HTMLElement, signal: AbortSignal): void {
  let here: Element | null = null
  const stopAt = (card: Element | null) => {
    if (here !== null) for (const button of buttonsOf(here)) button.tabIndex = -1
    here = card
    if (card !== null) for (const button of buttonsOf(card)) button.tabIndex = 0
  }
  const leaveOut = (within: ParentNode) => {
    for (const button of within.querySelectorAll<HTMLElement>('[data-plan-card] :is(button, a)')) button.tabIndex = -1
  }
  const choose = () => stopAt(here?.isConnected === true ? here : surface.querySelector('[data-plan-card]'))
  leaveOut(surface)
  choose()
  const watcher = new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
      if (node.parentElement !== null) leaveOut(node.parentElement)
    choose()
  })
  watcher.observe(surface, { childList: true, subtree: true })
  signal.addEventListener('abort', () => watcher.disconnect())
  const onFocus = (event: FocusEvent) => {
    const card = cardAt(event.target)
    if (card !== null && card !== here) stopAt(card)
  }
  surface.addEventListener('focusin', onFocus, { signal })
}

const cellOf = (card: Element) => card.closest('td')
const cardsIn = (place: Element | null | undefined) => [
  ...(place?.querySelectorAll<HTMLElement>('[data-plan-card]') ?? []),
]

/** The card beside: in its row, or above and below, in its cell first and then in the nearest row that has one. */
function cardBeside(card: HTMLElement, key: string): HTMLElement | undefined {
  const row = card.closest('tr')
  const by = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const cards = cardsIn(row)
    return cards[cards.indexOf(card) + by]
  }
  const inCell = cardsIn(cellOf(card))
  const next = inCell[inCell.indexOf(card) + by]
  if (next !== undefined) return next
  const column = cellOf(card)?.cellIndex ?? 0
  const rowOn = (from: Element | null | undefined) => (by < 0 ? from?.previousElementSibling : from?.nextElementSibling)
  for (let one = rowOn(row); one != null; one = rowOn(one)) {
    const cards = cardsIn(one)
    const far = (other: HTMLElement) => Math.abs((cellOf(other)?.cellIndex ?? 0) - column)
    const [nearest] = cards.toSorted((a, b) => far(a) - far(b))
    if (nearest !== undefined) return nearest
  }
  return undefined
}

export function moveAmongCards(event: KeyboardEvent): void {
  const card = cardAt(event.target)
  const isArrow = event.key.startsWith('Arrow') && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey
  if (card === null || !isArrow) return
  const next = cardBeside(card, event.key)
  if (next === undefined) return
  event.preventDefault()
  next.querySelector('button')?.focus()
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
