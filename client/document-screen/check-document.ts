import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'

/** Asks the server whether every word is as it was written, and says what it found. */
export function useCheckDocument(documentId: string) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: () => call(api.api.documents[':documentId'].check.$post({ param: { documentId } })),
    onSuccess: ({ result, document }) => {
      queryClient.setQueryData(['document', documentId], { document })
      void queryClient.invalidateQueries({ queryKey: ['documents'] })
      toast(t(`document.check_${result}`, { kind: document.kind }))
    },
    onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
  })
}
