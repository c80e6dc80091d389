/** The part of Node-RED's editor and of its jQuery that the forms use. The only file that knows their types. */
export interface EditedNode {
  readonly id: string;
  readonly type: string;
  name?: string;
  [field: string]: unknown;
}

/** A node as it would be deployed. */
export type FlowEntry = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** A wire of the editor. */
export interface EditorLink {
  readonly source: EditorNode;
  readonly sourcePort: number;
  readonly target: EditorNode;
}

/** A node of the editor, with what it knows of it besides its settings. */
export interface EditorNode extends EditedNode {
  z: string;
  x: number;
  y: number;
  changed?: boolean;
  dirty?: boolean;
}

/** What an undo takes back. */
export interface HistoryEvent {
  readonly t: string;
  [detail: string]: unknown;
}

export interface Widget {
  readonly [index: number]: HTMLInputElement;
  readonly length: number;
  find(selector: string): Widget;
  on(events: string, handle: () => void): Widget;
  trigger(event: string): Widget;
  val(): unknown;
  val(value: string): Widget;
  /** jQuery UI's, as the editor's own dialogs are. */
  dialog(what: object | "open" | "close"): Widget;
  typedInput(options: object): Widget;
  typedInput(method: "type" | "value"): string;
  typedInput(method: "type" | "value", value: string): Widget;
  editableList(options: object): Widget;
  editableList(method: "addItem", item: object): Widget;
  editableList(method: "items"): { each(visit: (this: Element) => void): void };
}

/** Is handed every answer, good or bad. */
type Heard = (answer: { readonly responseJSON?: unknown }) => void;

export interface AjaxRequest {
  readonly url: string;
  readonly type: string;
  headers?: Record<string, string>;
  complete?: Heard | Heard[];
}

interface Globals {
  readonly RED: {
    _(key: string, params?: object): string;
    readonly nodes: {
      registerType(type: string, definition: object): void;
      /** The whole flow as it stands in the editor, as it would be deployed. */
      createCompleteNodeSet(options: { credentials: boolean }): readonly FlowEntry[];
      add(node: EditorNode): EditorNode;
      addLink(link: EditorLink): void;
      removeLink(link: EditorLink): void;
      filterLinks(filter: { readonly source: { readonly id: string } }): readonly EditorLink[];
      updateConfigNodeUsers(node: EditorNode, options: { action: "add" | "remove" }): void;
      dirty(): boolean;
      dirty(now: boolean): void;
      /** Of the workspace, deployed or not. */
      node(id: string): EditorNode | null;
      eachNode(visit: (node: EditedNode) => void): void;
      eachConfig(visit: (node: EditedNode) => void): void;
      workspace(id: string): { readonly label?: string } | null | undefined;
      getType(type: string): object | undefined;
    };
    readonly view: {
      importNodes(nodes: readonly object[], options: object): void;
      createNode(type: string, x: number, y: number, z: string): { node: EditorNode; historyEvent: HistoryEvent };
      redraw(whole?: boolean): void;
      selection(): { readonly links?: readonly EditorLink[] };
    };
    readonly history: { push(event: HistoryEvent): void };
    readonly editor: { validateNode(node: EditorNode): void };
    readonly workspaces: { show(id: string): void };
    readonly menu: { addItem(menu: string, item: object): void };
    readonly utils: {
      getNodeColor(type: string, definition: object | undefined): string;
      getNodeLabel(node: EditorNode): string;
    };
    readonly i18n: { lang(): string };
    readonly keyboard: { disable(): void; enable(): void };
    readonly tray: { resize(): void };
    readonly actions: { invoke(name: string): void; add(name: string, act: () => void): void };
    readonly sidebar: { addTab(tab: object): void; show(id: string): void };
    readonly events: { on(name: string, hear: () => void): void; emit(name: string, about: unknown): void };
    readonly comms: { subscribe(topic: string, hear: () => void): void };
    readonly user: { hasPermission(name: string): boolean };
    notify(message: string | Element, options: object): { close(): void };
  };
  readonly $: ((element: Element) => Widget) & {
    /** Is handed every request before it is sent. */
    ajaxPrefilter(change: (request: AjaxRequest) => void): void;
    ajax(request: { url: string; method: string; contentType?: string; data?: string }): {
      then(
        take: (answer: unknown) => void,
        refuse: (failure: { responseJSON?: unknown; statusText: string }) => void,
      ): void;
    };
  };
}

const globals = globalThis as unknown as Globals;

export const RED = globals.RED;

export const $ = globals.$;
