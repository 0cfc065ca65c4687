import { useQuery } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { useState } from 'react'
import { contactsQuery, useContactDeed } from '#client/data/contacts.ts'
import type { FoundMatch, OwnOffer } from '#client/data/offers.ts'
import { isLocale, type Locale } from '#client/locales/locales.ts'
import { speak, useMessages } from '#client/locales/messages.tsx'
import { loadWords } from '#client/locales/words.ts'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useUser } from '#client/session/session.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

interface LetterProps {
  own: OwnOffer
  found: FoundMatch
  /** Of the other teacher. */
  userId: string
}

/**
 * A first letter to the other teacher, from a skeleton in the own language and in one that both speak. With it they are asked to
 * be a contact, or told yes; who is one already is written to as such.
 */
export function FirstLetter(props: LetterProps) {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(contactsQuery)
  const [isOpen, setOpen] = useState(false)
  if (isPending) return null
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const standing = data.people.find(({ id }) => id === props.userId)?.standing ?? 'none'
  // Whatever they are to each other by now, what is being written stays until it is sent or closed.
  if (!isOpen && standing === 'contact')
    return <LinkButton href="/network/contacts">{t('directory.toContacts')}</LinkButton>
  if (!isOpen && standing === 'asked')
    return (
      <p tabIndex={-1}>
        <Badge>{t('contacts.standing_asked')}</Badge>
      </p>
    )
  if (!isOpen && standing === 'blocked') return null
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={t('offers.letterTitle')}
      isForWriting
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

/** In two languages it has to fit into a letter. */
const longestQuote = 700
const shortened = (words: string) => (words.length > longestQuote ? `${words.slice(0, longestQuote)}…` : words)

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
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['first-letter', own.id, found.offer.id, ...locales],
    // What was changed on the form since is in the next one.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const texts = await Promise.all(
        locales.map(async (one) => {
          const { t } = speak(one, await loadWords(one))
          return t('offers.letterText', {
            name: found.offer.name ?? '',
            title: found.offer.title,
            own: own.title,
            words: shortened(own.words),
            pupils: own.pupils,
            writer: user.displayName,
            school: user.school.name,
          })
        }),
      )
      return texts.join('\n\n—\n\n')
    },
  })
  if (isPending) return <Skeleton count={6} />
  if (data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <LetterForm key={`${own.id} ${found.offer.id}`} {...props} skeleton={data} />
}

function LetterForm({ userId, skeleton, onDone }: LetterProps & { skeleton: string; onDone: () => void }) {
  const { t } = useMessages()
  const [words, setWords] = useState(skeleton)
  const send = useContactDeed()
  const done = () => {
    toast(t('offers.letterSent'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ words: words.trim() === '' && t('offers.letterEmpty') }}
      sending={send}
      hasWords={words !== skeleton}
      submitLabel={t('offers.letterSend')}
      onSubmit={() => send.mutate({ userId, deed: 'ask', words: words.trim() }, { onSuccess: done })}
    >
      <TextArea
        path="words"
        label={t('offers.letterWords')}
        description={t('offers.letterHelp')}
        rows={14}
        maxLength={3000}
        value={words}
        onChange={setWords}
      />
    </OnlineForm>
  )
}
