import { UserPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { contactsQuery, useContactDeed } from '#client/data/contacts.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useUser } from '#client/session/session.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'

/** Asks somebody who was found for contact, or says what the two are to each other already. */
export function AskContact({ person }: { person: { id: string; name: string } }) {
  const { t } = useMessages()
  const { id: ownId } = useUser()
  const { data } = useQuery(contactsQuery)
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  if (data === undefined || person.id === ownId) return null
  const standing = data.people.find(({ id }) => id === person.id)?.standing ?? 'none'
  return (
    <div ref={box}>
      {/* Who is asked by them meanwhile goes on writing: it is said yes with it. */}
      {standing === 'none' || isOpen ? (
        <Dialog
          title={t('contacts.addTitle')}
          size="s"
          isOpen={isOpen}
          onOpenChange={setOpen}
          trigger={
            <Button icon={UserPlus} aria-label={`${t('contacts.add')}: ${person.name}`}>
              {t('contacts.add')}
            </Button>
          }
        >
          {(close) => <Letter person={person} onSent={close} />}
        </Dialog>
      ) : (
        <p tabIndex={-1}>
          <Badge tone={standing === 'contact' ? 'brand' : 'neutral'}>{t(`contacts.standing_${standing}`)}</Badge>
        </p>
      )}
    </div>
  )
}

function Letter({ person, onSent }: { person: { id: string; name: string }; onSent: () => void }) {
  const { t } = useMessages()
  const ask = useContactDeed()
  const [words, setWords] = useState('')
  const send = () =>
    ask.mutate(
      { userId: person.id, deed: 'ask', words },
      {
        onSuccess: () => {
          toast(t('contacts.sent'))
          onSent()
        },
      },
    )
  return (
    <OnlineForm problems={{}} sending={ask} hasWords={words !== ''} submitLabel={t('contacts.send')} onSubmit={send}>
      <Stack>
        <p>{t('contacts.addWhom', { name: person.name })}</p>
        <TextArea
          path="words"
          label={t('contacts.letter')}
          note={t('common.optional')}
          description={t('contacts.limit')}
          value={words}
          onChange={setWords}
          maxLength={1000}
          rows={4}
        />
      </Stack>
    </OnlineForm>
  )
}
