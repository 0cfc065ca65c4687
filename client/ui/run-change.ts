interface Change<Given, Done> {
  mutateAsync: (given: Given) => Promise<Done>
}

interface Then<Done> {
  onSuccess?: (done: Done) => void
  onError?: (error: Error) => void
}

/**
 * Makes a change and goes on when it is made, whatever is on the screen by then. What `mutate` is given is forgotten once
 * the component is gone, and a line of a list is often gone before the answer: the news of it came first.
 */
export function runChange<Given, Done>(change: Change<Given, Done>, given: Given, then: Then<Done>): void {
  change.mutateAsync(given).then(then.onSuccess, then.onError ?? (() => {}))
}
