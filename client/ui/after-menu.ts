const framesMost = 60

/**
 * Does something once the menu that asked for it has gone and has given the focus back to its button: what is opened before
 * that loses the focus again. Of a menu that does not go it waits a second.
 */
export function afterMenu(work: () => void): void {
  let frames = 0
  const look = () => {
    frames += 1
    const isOpen = document.querySelector('[role="menu"]') !== null && frames < framesMost
    // The focus goes back in the frame after.
    requestAnimationFrame(isOpen ? look : work)
  }
  requestAnimationFrame(look)
}
