import { useState } from 'react'
import { ApiError } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { usePrintCards, usePrintCardsAgain } from '../data/classrooms.ts'
import type { ClassroomView, PrintedCard, Pupil } from '../data/classrooms.ts'
import { firstWay, type Printing, waysToPrint } from './print-ways.ts'

/** What lies ready to be printed; `areNew`: their codes are on no paper yet. */
export interface Sheet {
  cards: PrintedCard[]
  areNew: boolean
}

interface PrintDialogProps {
  view: ClassroomView
  pupils: readonly Pupil[]
  /** Picked one by one: then all of them are meant. Otherwise those who have no card. */
  arePicked?: boolean
  onSheet: (sheet: Sheet) => void
}

/** Who has no card gets one; cards that are out are printed as they are, or made anew: what dies by it is said before. */
export function PrintDialog({ view, pupils, arePicked = false, onSheet }: PrintDialogProps) {
  const { t } = useMessages()
  const ways = waysToPrint({ pupils, canPrintAgain: view.can.printCardsAgain })
  const [chosen, setChosen] = useState(() => firstWay(ways, arePicked))
  const printing = ways.find(({ way }) => way === chosen)
  return (
    <Stack>
      {ways.every(({ way }) => way !== 'missing') && !arePicked && <p>{t('classrooms.allHaveCards')}</p>}
      {(ways.length > 1 || printing === undefined) && (
        <RadioGroup
          label={t('classrooms.printHow')}
          options={ways.map(({ way, pupils: those }) => ({
            id: way,
            label: t(`classrooms.print_${way}`, { count: those.length }),
            description: t(`classrooms.print_${way}_help`),
          }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {printing?.way === 'again' ? (
        <PrintAgain classroomId={view.classroom.id} pupils={printing.pupils} onSheet={onSheet} />
      ) : (
        <MakeCards classroomId={view.classroom.id} printing={printing} onSheet={onSheet} />
      )}
    </Stack>
  )
}

interface MakeCardsProps extends Pick<PrintDialogProps, 'onSheet'> {
  classroomId: string
  printing: Printing | undefined
}

function MakeCards({ classroomId, printing, onSheet }: MakeCardsProps) {
  const { t } = useMessages()
  const make = usePrintCards(classroomId)
  const pupils = printing?.pupils ?? []
  const replaced = pupils.filter((pupil) => pupil.card.state !== 'none').length
  return (
    <OnlineForm
      sending={make}
      submitLabel={t('classrooms.makeCards', { count: pupils.length })}
      isDisabled={pupils.length === 0}
      onSubmit={() =>
        make.mutate(
          pupils.map((pupil) => pupil.id),
          { onSuccess: ({ cards }) => onSheet({ cards, areNew: true }) },
        )
      }
    >
      {pupils.length > 0 && <p>{t('classrooms.printSentence', { count: pupils.length })}</p>}
      {replaced > 0 && <Notice tone="warn">{t('classrooms.reprint', { count: replaced })}</Notice>}
    </OnlineForm>
  )
}

interface PrintAgainProps extends Pick<PrintDialogProps, 'onSheet' | 'pupils'> {
  classroomId: string
}

function PrintAgain({ classroomId, pupils, onSheet }: PrintAgainProps) {
  const { t } = useMessages()
  const print = usePrintCardsAgain(classroomId)
  const [password, setPassword] = useState('')
  const isWrong = print.error instanceof ApiError && print.error.reason === 'wrong_password'
  return (
    <OnlineForm
      problems={{ password: password === '' && t('classrooms.passwordMissing') }}
      sending={isWrong ? { error: null, isPending: print.isPending } : print}
      submitLabel={t('classrooms.printAgain', { count: pupils.length })}
      onSubmit={() =>
        print.mutate(
          { userIds: pupils.map((pupil) => pupil.id), password },
          { onSuccess: ({ cards }) => onSheet({ cards, areNew: false }) },
        )
      }
    >
      <TextField
        path="password"
        type="password"
        label={t('classrooms.ownPassword')}
        description={t('classrooms.ownPasswordHelp')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={isWrong ? t('classrooms.ownPasswordWrong') : null}
      />
    </OnlineForm>
  )
}
