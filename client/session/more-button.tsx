import { OnlineButton } from './online-button.tsx'

interface LongList {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** Fetches the next page of a list, where there is one. */
export function MoreButton({ list, label }: { list: LongList; label: string }) {
  if (!list.hasNextPage) return null
  return (
    <div>
      <OnlineButton isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
        {label}
      </OnlineButton>
    </div>
  )
}
