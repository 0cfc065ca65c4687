import { type ReactNode, useState } from 'react'
import { useNoteEvidence } from '#client/data/applications.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { Words } from '#client/ui/words.tsx'

interface NoteProps {
  applicationId: string
  evidenceId: string
  note: string
  isWritten: boolean
  /** What else can be done with it, beside the button that opens the words. */
  actions: ReactNode
}

interface Draft {
  words: string
  /** What stood there when one began; null: who was refused has seen what stands there now. */
  before: string | null
}

/** What evidence shows, in words of who applies. What somebody else wrote meanwhile stands above one's own words. */
export function EvidenceNote({ applicationId, evidenceId, note, isWritten, actions }: NoteProps) {
  const { t } = useMessages()
  const [draft, setDraft] = useState<Draft | null>(null)
  const save = useNoteEvidence(applicationId)
  const send = (words: string, before: string) =>
    save.mutate(
      { evidenceId, note: words, before },
      { onSuccess: () => setDraft(null), onError: () => setDraft({ words, before: null }) },
    )
  return (
    <Stack gap="s">
      {note !== '' && <Words>{note}</Words>}
      {isWritten && draft === null && (
        <Actions>
          <Button variant="quiet" onPress={() => setDraft({ words: note, before: note })}>
            {t(note === '' ? 'applications.noteAdd' : 'applications.noteChange')}
          </Button>
          {actions}
        </Actions>
      )}
      {draft !== null && (
        <>
          <TextArea
            label={t('applications.note')}
            value={draft.words}
            onChange={(words) => setDraft({ ...draft, words })}
            maxLength={1000}
            rows={2}
          />
          {save.isError && <ErrorState error={save.error} />}
          <Actions>
            <Button variant="quiet" onPress={() => setDraft(null)}>
              {t('common.cancel')}
            </Button>
            <OnlineButton
              variant="primary"
              isPending={save.isPending}
              onPress={() => send(draft.words, draft.before ?? note)}
            >
              {t('common.save')}
            </OnlineButton>
          </Actions>
        </>
      )}
    </Stack>
  )
}
