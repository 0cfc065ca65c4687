import { Download, Eye, EyeOff } from 'lucide-react'
import { levelsHref, usePublish } from '#client/data/judgements.ts'
import type { Member } from '#client/data/people.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ParentsButton } from '#client/sheets/parents-button.tsx'
import { SheetButton } from '#client/sheets/sheet-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { type Column, Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { asLevel, levels } from './level-faces.tsx'
import { cellOf, criteriaNow, ownPupils, type Place } from './place.ts'

/** What was agreed, by pupil and for the class; who sees theirs; the file. */
export function SummaryTab(place: Place) {
  const { t, locale } = useMessages()
  const errorText = useErrorText()
  const publish = usePublish(place.projectId)
  const pupils = ownPupils(place)
  const agreedOf = (pupil: Member) =>
    place.judgements.agreements.filter(
      ({ pupilId, level, words }) => pupilId === pupil.userId && (level !== null || words !== ''),
    )
  const isOut = (pupil: Member) => agreedOf(pupil).length > 0 && agreedOf(pupil).every(({ publishedAt }) => publishedAt)
  const show = (some: readonly Member[], isPublished: boolean) =>
    runChange(
      publish,
      { pupils: some.map(({ userId }) => userId), isPublished },
      {
        onSuccess: ({ pupils: count }) =>
          toast(t(isPublished ? 'judgements.published' : 'judgements.withdrawn', { count })),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  const waiting = pupils.filter((pupil) => agreedOf(pupil).length > 0 && !isOut(pupil))
  const columns = useColumns(place, { agreedOf, isOut, show })
  return (
    <Stack gap="l">
      <Row>
        <OnlineButton
          variant="primary"
          icon={Eye}
          isDisabled={waiting.length === 0}
          isPending={publish.isPending}
          onPress={() => show(waiting, true)}
        >
          {t('judgements.publishAll', { count: waiting.length })}
        </OnlineButton>
        <LinkButton href={levelsHref(place.projectId, locale)} icon={Download} download="levels.csv">
          {t('judgements.asFile')}
        </LinkButton>
        <SheetButton of={{ judgements: { projectId: place.projectId, userId: null } }} name={t('judgements.ofClass')} />
      </Row>
      <Table label={t('judgements.summary')} columns={columns} rows={pupils} rowId={({ userId }) => userId} />
      <ClassTable {...place} />
    </Stack>
  )
}

interface Shown {
  agreedOf: (pupil: Member) => readonly unknown[]
  isOut: (pupil: Member) => boolean
  show: (some: readonly Member[], isPublished: boolean) => void
}

/** Levels by criterion, and for whom something was agreed what there is to print and to show. */
function useColumns(place: Place, { agreedOf, isOut, show }: Shown): Column<Member>[] {
  const { t } = useMessages()
  return [
    { id: 'pupil', label: t('judgements.pupil'), isRowHeader: true, cell: ({ name }) => name },
    ...criteriaNow(place).map(({ id, words }) => ({
      id,
      label: words,
      cell: (pupil: Member) => <AgreedLevel place={place} pupilId={pupil.userId} criterionId={id} />,
    })),
    {
      ...{ id: 'sheet', label: t('sheets.print'), isLabelHidden: true },
      cell: (pupil) =>
        agreedOf(pupil).length > 0 && (
          <SheetButton
            variant="quiet"
            whom={pupil.name}
            name={pupil.name}
            of={{ judgements: { projectId: place.projectId, userId: pupil.userId } }}
          />
        ),
    },
    {
      ...{ id: 'parents', label: t('sheets.forParents'), isLabelHidden: true },
      cell: (pupil) => isOut(pupil) && <ParentsButton {...{ projectId: place.projectId, pupil }} />,
    },
    {
      id: 'shown',
      label: t('judgements.pupilSees'),
      isLabelHidden: true,
      cell: (pupil) =>
        agreedOf(pupil).length > 0 && (
          <OnlineButton
            variant="quiet"
            icon={isOut(pupil) ? EyeOff : Eye}
            whom={pupil.name}
            onPress={() => show([pupil], !isOut(pupil))}
          >
            {t(isOut(pupil) ? 'judgements.withdraw' : 'judgements.publish')}
          </OnlineButton>
        ),
    },
  ]
}

function AgreedLevel({ place, pupilId, criterionId }: { place: Place; pupilId: string; criterionId: string }) {
  const { t } = useMessages()
  const { agreement, own, others } = cellOf(place, pupilId, criterionId)
  const level = asLevel(agreement?.level ?? null)
  if (level !== null) return t(`judgements.level_${level}`)
  if (agreement) return t('judgements.differ')
  return others.length > 0 ? t('judgements.state_both') : own ? t('judgements.state_own') : '–'
}

/** How many of the class are where, by criterion. */
function ClassTable(place: Place) {
  const { t } = useMessages()
  const own = new Set(ownPupils(place).map(({ userId }) => userId))
  const count = (criterionId: string, level: number) =>
    place.judgements.agreements.filter(
      (one) => one.criterionId === criterionId && one.level === level && own.has(one.pupilId),
    ).length
  return (
    <Table
      label={t('judgements.ofClass')}
      rows={criteriaNow(place)}
      rowId={({ id }) => id}
      columns={[
        { id: 'criterion', label: t('judgements.criterion'), isRowHeader: true, cell: ({ words }) => words },
        ...levels.map((level) => ({
          id: String(level),
          label: t(`judgements.level_${level}`),
          align: 'end' as const,
          cell: ({ id }: { id: string }) => String(count(id, level)),
        })),
      ]}
    />
  )
}
