import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { CheckedRows } from './checked-rows.tsx'
import { NameOrderQuestion, orderRemembered, rememberOrder } from './name-order.tsx'
import { draftOf, namesToAdd, problemOf, readAgain } from './pupil-draft.ts'
import type { DraftRow } from './pupil-draft.ts'
import { useAddPupils, useCheckPupils } from '../data/classrooms.ts'
import type { NameOrder } from '../data/classrooms.ts'

interface AddPupilsProps {
  classroomId: string
  onDone: () => void
}

/** Paste or choose a list, look at what was understood, mend it, then add: nothing is stored before the last step. */
export function AddPupils({ classroomId, onDone }: AddPupilsProps) {
  const check = useCheckPupils(classroomId)
  const [text, setText] = useState('')
  const [rows, setRows] = useState<DraftRow[] | null>(null)
  const look = (list: string) =>
    check.mutate({ text: list, order: orderRemembered() }, { onSuccess: (answer) => setRows(draftOf(answer.rows)) })
  const turn = (order: NameOrder) => {
    rememberOrder(order)
    check.mutate({ text, order }, { onSuccess: (answer) => setRows((before) => readAgain(before ?? [], answer.rows)) })
  }
  if (rows === null) return <PasteList {...{ check, text, onText: setText, onLook: look }} />
  return (
    <LookAtList {...{ classroomId, rows, check, onDone }} onRows={setRows} onTurn={turn} onBack={() => setRows(null)} />
  )
}

type Check = ReturnType<typeof useCheckPupils>

interface PasteListProps {
  check: Check
  text: string
  onText: (text: string) => void
  onLook: (text: string) => void
}

function PasteList({ check, text, onText, onLook }: PasteListProps) {
  const { t } = useMessages()
  const readFile = async (file: File | undefined) => {
    if (!file) return
    const list = await file.text()
    onText(list)
    onLook(list)
  }
  return (
    <Form
      problems={{ text: text.trim() === '' && t('classrooms.listMissing') }}
      error={check.error}
      onSubmit={() => check.isPending || onLook(text)}
    >
      <Stack>
        <TextArea
          path="text"
          label={t('classrooms.paste')}
          description={t('classrooms.pasteHelp')}
          placeholder={t('classrooms.pasteExample')}
          value={text}
          onChange={onText}
          rows={9}
          autoFocus
        />
        {check.isError && <ErrorState error={check.error} />}
        <Actions>
          <OnlineButton type="submit" variant="primary" isPending={check.isPending}>
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
    </Form>
  )
}

interface LookAtListProps extends AddPupilsProps {
  check: Check
  rows: DraftRow[]
  onRows: (rows: DraftRow[]) => void
  onTurn: (order: NameOrder) => void
  onBack: () => void
}

function LookAtList({ classroomId, check, rows, onRows, onTurn, onBack, onDone }: LookAtListProps) {
  const { t } = useMessages()
  const add = useAddPupils(classroomId)
  const question = check.data?.order ?? null
  const names = namesToAdd(rows)
  const wrong = rows.filter((row) => row.isKept && problemOf(row, rows) !== null).length
  const send = () =>
    runChange(add, names, {
      onSuccess: ({ added }) => {
        if (question) rememberOrder(question.is)
        toast(t('classrooms.added', { count: added }))
        onDone()
      },
    })
  return (
    <Stack>
      <p role="status">{t('classrooms.checked', { ok: names.length, wrong })}</p>
      {question && <NameOrderQuestion question={question} isPending={check.isPending} onTurn={onTurn} />}
      <CheckedRows rows={rows} onChange={onRows} />
      {check.isError && <ErrorState error={check.error} />}
      {add.isError && <ErrorState error={add.error} />}
      <Row>
        <OnlineButton
          variant="primary"
          isDisabled={names.length === 0 || wrong > 0}
          isPending={add.isPending}
          onPress={send}
        >
          {wrong > 0 ? t('classrooms.mendFirst', { count: wrong }) : t('people.addCount', { count: names.length })}
        </OnlineButton>
        <Button variant="quiet" onPress={onBack}>
          {t('common.back')}
        </Button>
      </Row>
    </Stack>
  )
}
