import { useMutation, useQuery } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { useState } from 'react'
import { callFile } from '#client/api.ts'
import type { FoundMatch, OwnOffer } from '#client/data/offers.ts'
import { isLocale, type Locale } from '#client/locales/locales.ts'
import { speak, useMessages } from '#client/locales/messages.tsx'
import { loadWords } from '#client/locales/words.ts'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useUser } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

interface LetterProps {
  own: OwnOffer
  found: FoundMatch
}

/** A first letter to the other teacher, from a skeleton in the own language and in one that both speak. */
export function FirstLetter(props: LetterProps) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('offers.letterTitle')}
      trigger={
        <Button variant="primary" icon={Mail}>
          {t('offers.letter')}
        </Button>
      }
    >
      {(close) => <Letter {...props} onDone={close} />}
    </Dialog>
  )
}

/** The own language first; then the one that both speak best, where the interface knows it. */
function localesOf(own: Locale, { match }: FoundMatch): Locale[] {
  const shared = match.languages.map(({ code }) => code).find((code): code is Locale => isLocale(code) && code !== own)
  return shared === undefined ? [own] : [own, shared]
}

function Letter(props: LetterProps & { onDone: () => void }) {
  const { locale } = useMessages()
  const { own, found } = props
  const user = useUser()
  const locales = localesOf(locale, found)
  const { data } = useQuery({
    queryKey: ['first-letter', own.id, found.offer.id, ...locales],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const texts = await Promise.all(
        locales.map(async (one) => {
          const { t } = speak(one, await loadWords(one))
          return t('offers.letterText', {
            name: found.offer.name ?? '',
            title: found.offer.title,
            own: own.title,
            words: own.words,
            pupils: own.pupils,
            writer: user.displayName,
            school: user.school.name,
          })
        }),
      )
      return texts.join('\n\n—\n\n')
    },
  })
  return data === undefined ? null : <LetterForm {...props} skeleton={data} />
}

/** The other teacher is asked to be a contact, and reads this with it. */
const useSendLetter = (userId: string) =>
  useMutation({
    mutationFn: (words: string) =>
      callFile(
        fetch(`/api/contacts/${userId}`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ words }),
        }),
      ),
  })

function LetterForm({ found, skeleton, onDone }: LetterProps & { skeleton: string; onDone: () => void }) {
  const { t } = useMessages()
  const [words, setWords] = useState(skeleton)
  const send = useSendLetter(found.offer.userId)
  const done = () => {
    toast(t('offers.letterSent'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ words: words.trim() === '' && t('offers.letterEmpty') }}
      sending={send}
      submitLabel={t('offers.letterSend')}
      onSubmit={() => send.mutate(words.trim(), { onSuccess: done })}
    >
      <TextArea
        path="words"
        label={t('offers.letterWords')}
        description={t('offers.letterHelp')}
        rows={14}
        maxLength={2000}
        value={words}
        onChange={setWords}
      />
    </OnlineForm>
  )
}
