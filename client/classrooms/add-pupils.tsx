import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { CheckedRows } from './checked-rows.tsx'
import { draftOf, namesToAdd, problemOf } from './pupil-draft.ts'
import type { DraftRow } from './pupil-draft.ts'
import { useAddPupils, useCheckPupils } from '../data/classrooms.ts'

interface AddPupilsProps {
  classroomId: string
  onDone: () => void
}

/** Paste or choose a list, look at what was understood, mend it, then add: nothing is stored before the last step. */
export function AddPupils({ classroomId, onDone }: AddPupilsProps) {
  const { t } = useMessages()
  const check = useCheckPupils(classroomId)
  const add = useAddPupils(classroomId)
  const [text, setText] = useState('')
  const [rows, setRows] = useState<DraftRow[] | null>(null)
  const look = (list: string) => check.mutate(list, { onSuccess: (answer) => setRows(draftOf(answer.rows)) })
  const readFile = async (file: File | undefined) => {
    if (!file) return
    const list = await file.text()
    setText(list)
    look(list)
  }
  if (rows === null)
    return (
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          look(text)
        }}
      >
        <Stack>
          <TextArea
            label={t('classrooms.paste')}
            description={t('classrooms.pasteHelp')}
            placeholder={t('classrooms.pasteExample')}
            value={text}
            onChange={setText}
            rows={9}
            autoFocus
          />
          {check.isError && <ErrorState error={check.error} />}
          <Actions>
            <OnlineButton type="submit" variant="primary" isDisabled={text.trim() === ''} isPending={check.isPending}>
              {t('classrooms.check')}
            </OnlineButton>
            <FileButton
              accept={['.csv', '.txt', '.tsv', 'text/csv', 'text/plain']}
              icon={FileUp}
              onFiles={(files) => void readFile(files[0])}
            >
              {t('classrooms.chooseFile')}
            </FileButton>
          </Actions>
          <p>{t('classrooms.namesKept')}</p>
        </Stack>
      </form>
    )
  const names = namesToAdd(rows)
  const wrong = rows.filter((row) => row.isKept && problemOf(row, rows) !== null).length
  return (
    <Stack>
      <p role="status">{t('classrooms.checked', { ok: names.length, wrong })}</p>
      <CheckedRows rows={rows} onChange={setRows} />
      {add.isError && <ErrorState error={add.error} />}
      <Row>
        <OnlineButton
          variant="primary"
          isDisabled={names.length === 0 || wrong > 0}
          isPending={add.isPending}
          onPress={() =>
            add.mutate(names, {
              onSuccess: ({ added }) => {
                toast(t('classrooms.added', { count: added }))
                onDone()
              },
            })
          }
        >
          {wrong > 0 ? t('classrooms.mendFirst', { count: wrong }) : t('people.addCount', { count: names.length })}
        </OnlineButton>
        <Button variant="quiet" onPress={() => setRows(null)}>
          {t('common.back')}
        </Button>
      </Row>
    </Stack>
  )
}
