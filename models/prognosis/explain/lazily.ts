/**
 * Makes a value when it is first asked for, once, and lets go of what it is made from then: the closure that is returned holds
 * nothing else.
 */
export const lazily = <T>(make: () => T): (() => T) => {
  let state: { readonly make: () => T } | { readonly made: T } = { make };
  return () => {
    if ("make" in state) state = { made: state.make() };
    return state.made;
  };
};
