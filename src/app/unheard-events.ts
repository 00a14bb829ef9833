/**
 * A tap is a dozen events, and at each React walks from what was tapped to its root, twice, for handlers. Nobody here
 * handles most of them: on a slow kiosk that is a third of the time in which a tap has to be answered.
 */

/** No component may handle one of these by a property of an element (tests/app/unheard-events). */
export const unheardEvents: readonly string[] = [
  'gotpointercapture',
  'lostpointercapture',
  'mousemove',
  'mouseout',
  'mouseover',
  'mouseup',
  'pointerout',
  'pointerover',
  'touchcancel',
  'touchend',
  'touchmove',
  'touchstart',
  'transitioncancel',
  'transitionend',
  'transitionrun',
  'transitionstart',
]

/** Before React has listened to it. @returns the same element */
export function leaveUnheard(root: HTMLElement): HTMLElement {
  const listen: HTMLElement['addEventListener'] = root.addEventListener.bind(root)
  root.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ) => {
    if (!unheardEvents.includes(type)) listen(type, listener, options)
  }
  return root
}
