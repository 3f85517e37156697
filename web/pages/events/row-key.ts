/** Names an event over all dispatches: two dispatches may hold the same id. */
export function rowKey({ id, dispatch }: { readonly id: string; readonly dispatch: { readonly id: string } }): string {
  return `${dispatch.id}/${id}`
}
