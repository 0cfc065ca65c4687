import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#client/api.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { toast } from '#client/ui/toast.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { pushNumber, putAnswer } from '../messages/message-cache.ts'
import { type Message, messageApi } from '../messages/queries.ts'
import type { Reaction } from './reactions.tsx'

/** What the server answers shows at once, before it comes over the line. */
function useMessageChange<Input>(mutationFn: (input: Input) => Promise<{ message: Message }>) {
  const queryClient = useQueryClient()
  const { selfId } = useChatSpace()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: async (input: Input) => {
      const askedAt = pushNumber()
      const { message } = await mutationFn(input)
      return { message, askedAt }
    },
    onSuccess: ({ message, askedAt }) => putAnswer(queryClient, message, selfId, askedAt),
    onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
  })
}

export const useEditMessage = () =>
  useMessageChange(({ message, text }: { message: Message; text: string }) =>
    call(messageApi.$patch({ param: { messageId: message.id }, json: { text } })),
  )

export const useRemoveMessage = () =>
  useMessageChange((message: Message) => call(messageApi.$delete({ param: { messageId: message.id } })))

export const useReact = () =>
  useMessageChange(({ message, reaction, isOn }: { message: Message; reaction: Reaction; isOn: boolean }) => {
    const request = { param: { messageId: message.id, reaction } }
    const one = messageApi.reactions[':reaction']
    return call(isOn ? one.$put(request) : one.$delete(request))
  })

export const usePin = () =>
  useMessageChange(({ message, isOn }: { message: Message; isOn: boolean }) => {
    const request = { param: { messageId: message.id } }
    return call(isOn ? messageApi.pin.$put(request) : messageApi.pin.$delete(request))
  })

/** As a card or as paragraphs, by what the document is. */
export const useCopyMessage = () =>
  useMutation({
    mutationFn: ({ message, documentId }: { message: Message; documentId: string }) =>
      call(messageApi.copy.$post({ param: { messageId: message.id }, json: { documentId } })),
  })
