/** Where in the chat of a project one is: what stands in the address. */
export interface ChatPlace {
  channel?: string
  /** Sequence of a message to show. */
  message?: number
  /** Id of the message whose thread is open. */
  thread?: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

/** Reads an address; what makes no sense in it is left out. */
export function readPlace(search: Record<string, unknown>): ChatPlace {
  const { channel, message, thread } = search
  const sequence = Number(message)
  return {
    ...(isId(channel) ? { channel } : {}),
    ...(Number.isSafeInteger(sequence) && sequence > 0 ? { message: sequence } : {}),
    ...(isId(thread) ? { thread } : {}),
  }
}

/** The address of the chat of a project, of a channel, of a message in it. */
export function chatAddress(projectId: string, place: ChatPlace = {}) {
  const query = new URLSearchParams(
    Object.entries(place).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString()
  return `/p/${projectId}/chat${query === '' ? '' : `?${query}`}`
}
