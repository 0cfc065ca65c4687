import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { type Column, Table } from '#client/ui/table.tsx'
import { criteriaNow, ownPupils, type Place } from './place.ts'

interface MapGroup {
  id: string
  name: string
  pupilIds: ReadonlySet<string>
}

function groupsOf(place: Place, without: string): MapGroup[] {
  const pupils = ownPupils(place)
  const named = place.people.groups.map(({ id, name }) => ({ id, name }))
  return [...named, { id: '', name: without }].flatMap(({ id, name }) => {
    const pupilIds = new Set(pupils.filter(({ groupId }) => (groupId ?? '') === id).map(({ userId }) => userId))
    return pupilIds.size === 0 ? [] : [{ id, name, pupilIds }]
  })
}

/** Criteria by groups: for how many of each something was seen or judged, and where nothing was. */
export function SkillsMap(place: Place) {
  const { t } = useMessages()
  const { judgements, observations, agreements } = place.judgements
  const groups = groupsOf(place, t('judgements.withoutGroup'))
  const seenOf = (criterionId: string, { pupilIds }: MapGroup) =>
    new Set(
      [...judgements.filter(({ kind }) => kind === 'teacher'), ...observations, ...agreements].flatMap((one) =>
        one.criterionId === criterionId && pupilIds.has(one.pupilId) ? [one.pupilId] : [],
      ),
    ).size
  const columns: Column<{ id: string; words: string }>[] = [
    { id: 'criterion', label: t('judgements.criterion'), isRowHeader: true, cell: ({ words }) => words },
    ...groups.map((group) => ({
      id: group.id || 'none',
      label: group.name,
      cell: ({ id }: { id: string }) => {
        const seen = seenOf(id, group)
        const figure = t('judgements.seenOf', { seen, all: group.pupilIds.size })
        return seen === 0 ? <Badge tone="warn">{t('judgements.gap')}</Badge> : figure
      },
    })),
  ]
  return (
    <Stack>
      <p>{t('judgements.mapLead')}</p>
      <Table label={t('judgements.map')} columns={columns} rows={criteriaNow(place)} rowId={({ id }) => id} />
    </Stack>
  )
}
