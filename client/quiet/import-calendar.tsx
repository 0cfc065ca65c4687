import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { formatDays } from './clock.ts'
import { useAddHolidays, useCheckIcs } from '../data/quiet.ts'
import type { IcsCheck } from '../data/quiet.ts'

type Found = IcsCheck['holidays'][number]
const keyOf = ({ from, to, name }: Found) => `${from} ${to} ${name}`

/** Choose a file, look at what was understood, untick what is no day without school, then add. */
export function ImportCalendar({ onDone }: { onDone: () => void }) {
  const { t } = useMessages()
  const check = useCheckIcs()
  const readFile = async (file: File | undefined) => {
    if (file) check.mutate(await file.text())
  }
  if (check.data) return <FoundDays found={check.data} onBack={check.reset} onDone={onDone} />
  return (
    <Stack>
      <p>{t('quiet.importSentence')}</p>
      {check.isError && <ErrorState error={check.error} />}
      <Row>
        <FileButton
          accept={['.ics', 'text/calendar']}
          icon={FileUp}
          variant="primary"
          isPending={check.isPending}
          onFiles={(files) => void readFile(files[0])}
        >
          {t('quiet.chooseFile')}
        </FileButton>
      </Row>
    </Stack>
  )
}

interface FoundDaysProps {
  found: IcsCheck
  onBack: () => void
  onDone: () => void
}

function FoundDays({ found, onBack, onDone }: FoundDaysProps) {
  const { t, locale } = useMessages()
  const add = useAddHolidays()
  const fresh = found.holidays.filter((one) => !one.isKnown)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(fresh.map(keyOf)))
  const chosen = fresh.filter((one) => ticked.has(keyOf(one)))
  const tick = (key: string, isOn: boolean) =>
    setTicked((before) => new Set(isOn ? [...before, key] : [...before].filter((one) => one !== key)))
  return (
    <Stack>
      <p role="status">{t('quiet.found', { count: fresh.length, known: found.holidays.length - fresh.length })}</p>
      <LeftOut leftOut={found.leftOut} />
      {fresh.length > 0 && (
        <Table
          label={t('quiet.foundLabel')}
          rows={fresh}
          rowId={keyOf}
          columns={[
            {
              id: 'name',
              label: t('quiet.holidayName'),
              isRowHeader: true,
              cell: (one) => (
                <Checkbox isSelected={ticked.has(keyOf(one))} onChange={(isOn) => tick(keyOf(one), isOn)}>
                  {one.name}
                </Checkbox>
              ),
            },
            { id: 'days', label: t('quiet.days'), cell: (one) => formatDays(one, locale) },
          ]}
        />
      )}
      {add.isError && <ErrorState error={add.error} />}
      <Row>
        <OnlineButton
          variant="primary"
          isDisabled={chosen.length === 0}
          isPending={add.isPending}
          onPress={() =>
            runChange(
              add,
              chosen.map(({ isKnown: _, ...one }) => one),
              {
                onSuccess: ({ added }) => {
                  toast(t('quiet.added', { count: added }))
                  onDone()
                },
              },
            )
          }
        >
          {t('quiet.addCount', { count: chosen.length })}
        </OnlineButton>
        <Button variant="quiet" onPress={onBack}>
          {t('common.back')}
        </Button>
      </Row>
    </Stack>
  )
}

const reasons = ['timed', 'past', 'far', 'long', 'repeats', 'nameless', 'cancelled'] as const

/** What of the file is no day without school, and why: nothing vanishes unsaid. */
function LeftOut({ leftOut }: { leftOut: IcsCheck['leftOut'] }) {
  const { t } = useMessages()
  const said = reasons.filter((reason) => leftOut[reason] > 0)
  if (said.length === 0) return null
  return (
    <div>
      <p>{t('quiet.leftOut')}</p>
      <ul>
        {said.map((reason) => (
          <li key={reason}>{t(`quiet.left_${reason}`, { count: leftOut[reason] })}</li>
        ))}
      </ul>
    </div>
  )
}
