import { useQuery } from '@tanstack/react-query'
import { EyeOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import { inReadingOrder } from '#collab/documents/board-outline.ts'
import { peopleQuery } from '#client/data/people.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { cx } from '#client/ui/cx.ts'
import { worthSearching } from '#client/ui/finder.ts'
import { Row, Stack } from '#client/ui/layout.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { useBoardSession, useMeta, useModeration, useObjectIds } from '../board-session.ts'
import { useSignal } from '../canvas/signal.ts'
import { useShortName } from '../parts/object-name.ts'
import { authorsShown } from './authors-shown.ts'
import { type By, type Maker, type MakerSection, sectionsOf } from './maker-sections.ts'
import { KeptFocus } from './kept-focus.tsx'
import styles from './moderation.module.css'
import { PauseButton, PauseReason } from './pause-button.tsx'
import { useHide } from './use-hide.ts'

/** Pupils of the project with what they have on the board, those with most first, and any teacher who has something there. */
function useMakers(): Maker[] {
  const { locale } = useMessages()
  const { store, people } = useBoardSession()
  const ids = useObjectIds()
  return useMemo(() => {
    const things = ids.flatMap((id) => store.getObject(id) ?? [])
    const makers = [...people].map(([author, person]) => ({
      author,
      person,
      things: inReadingOrder(things.filter((object) => object.author === author)),
    }))
    const listed = makers.filter(({ person, things: own }) => person.kind === 'pupil' || own.length > 0)
    return sortByName(listed, locale, ({ person }) => person.name).toSorted((a, b) => b.things.length - a.things.length)
  }, [store, people, ids, locale])
}

function Things({ maker }: { maker: Maker }) {
  const { t } = useMessages()
  const nameOf = useShortName()
  const hiding = useHide()
  return (
    <ul role="list" className={cx(styles.things)}>
      {maker.things.map((object) => (
        <li key={object.id}>
          <span className={styles.thing}>{nameOf(object)}</span>
          <Button variant="quiet" icon={EyeOff} isDisabled={hiding.isOff} onPress={() => hiding.hide([object.id])}>
            {hiding.label}
            <span className="visually-hidden"> {t('boards.moderate_ofThing', { name: nameOf(object) })}</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

function MakerLine({ maker, isOpen, onToggle }: { maker: Maker; isOpen: boolean; onToggle: () => void }) {
  const { t } = useMessages()
  const { paused } = useModeration()
  const { author, person, things } = maker
  const isPaused = paused.has(author)
  return (
    <li className={styles.line} data-paused={isPaused || undefined}>
      <div className={styles.maker}>
        <Avatar name={person.name} colour={person.paletteIndex} shape={person.shape} />
        <span className={styles.name}>
          {person.name}
          {isPaused && <Badge tone="ice">{t('boards.moderate_paused')}</Badge>}
        </span>
        {things.length > 0 ? (
          <Button variant="quiet" aria-expanded={isOpen} onPress={onToggle}>
            {t('boards.moderate_things', { count: things.length })}
            <span className="visually-hidden"> {t('boards.moderate_by', { name: person.name })}</span>
          </Button>
        ) : (
          <span className={styles.aside}>{t('boards.moderate_things', { count: 0 })}</span>
        )}
        {person.kind === 'pupil' && <PauseButton person={person} isPaused={isPaused} />}
      </div>
      {isPaused && <PauseReason userId={person.userId} />}
      {isOpen && <Things maker={maker} />}
    </li>
  )
}

/** Who made what, by group or by school; a pupil can be paused, and anything of theirs hidden. */
export function PeopleTab() {
  const { t } = useMessages()
  const { store, projectId } = useBoardSession()
  const groups = useQuery(peopleQuery(projectId)).data?.groups ?? []
  const [query, setQuery] = useState('')
  const [by, setBy] = useState<By>('group')
  const { layout } = useMeta()
  const makers = useMakers()
  const hasSchools = new Set(makers.map(({ person }) => person.school.id)).size > 1
  const inOrder = groups.toSorted((a, b) => a.position - b.position)
  const sections = sectionsOf(makers, { by: groups.length > 0 ? by : 'school', query, groups: inOrder })
  const found = sections.reduce((sum, section) => sum + section.makers.length, 0)
  const titles: Partial<Record<MakerSection['kind'], string>> = {
    staff: t('boards.moderate_staff'),
    none: t('people.withoutGroup'),
  }
  const [open, setOpen] = useState<string | null>(null)
  const shown = authorsShown(store)
  const isShown = useSignal(shown)
  return (
    <KeptFocus>
      <Stack>
        {layout === 'canvas' && (
          <Row>
            <Switch isSelected={isShown} onChange={(value) => shown.set(value)}>
              {t('boards.moderate_showAuthors')}
            </Switch>
          </Row>
        )}
        <Row>
          {makers.length >= worthSearching && (
            <SearchField isWide label={t('people.search')} value={query} onChange={setQuery} />
          )}
          {hasSchools && groups.length > 0 && (
            <SegmentedControl
              label={t('boards.moderate_sort')}
              options={[
                { id: 'group', label: t('boards.moderate_byGroup') },
                { id: 'school', label: t('people.bySchool') },
              ]}
              value={by}
              onChange={setBy}
            />
          )}
          <span role="status">{query.trim() !== '' && t('people.found', { count: found })}</span>
        </Row>
        {sections.map((section) => (
          <section key={section.id} className={styles.list}>
            {sections.length > 1 && <h3>{titles[section.kind] ?? section.name}</h3>}
            <ul role="list" className={cx(styles.list)}>
              {section.makers.map((maker) => (
                <MakerLine
                  key={maker.author}
                  maker={maker}
                  isOpen={open === maker.author}
                  onToggle={() => setOpen((now) => (now === maker.author ? null : maker.author))}
                />
              ))}
            </ul>
          </section>
        ))}
      </Stack>
    </KeptFocus>
  )
}
