// What `make lab` adds to JupyterLab: one language of the prose at a time, the cell that failed in sight, and links that
// open a notebook with parameters.
//
// JupyterLab loads this file as it loads any prebuilt extension; written by hand, it needs no build. It does not lie in
// a folder `static`, which browsers are told to keep for good: a changed file is loaded at the next start.

(() => {
  const LANGUAGES = ["en", "zh"];
  const SWITCH = "zhaotong-growth:switch-prose";
  const SETTINGS = "zhaotong-growth:prose";

  // Prose in the other language is in the notebook and in its file, and is not drawn. A notebook in one language alone
  // shows it.
  const STYLE = `
    body[data-prose="en"] .zg-both .zg-zh, body[data-prose="zh"] .zg-both .zg-en { display: none; }
  `;

  const otherLanguage = () => (document.body.dataset.prose === "zh" ? "en" : "zh");

  // The one of the two languages that a cell is tagged with. Code is always shown.
  const languageOf = model => {
    const tags = model.type === "code" ? [] : (model.getMetadata("tags") ?? []);
    const found = LANGUAGES.filter(language => tags.includes(language));
    return found.length === 1 ? found[0] : null;
  };

  // Whoever walks over the cells, or runs one and goes on, passes by those that are not drawn.
  const passHidden = (notebook, from) => {
    const { activeCell: cell, activeCellIndex: index, widgets: cells } = notebook;
    const isDrawn = other => !(notebook.hasClass("zg-both") && other.hasClass(`zg-${otherLanguage()}`));
    if (!cell || isDrawn(cell)) return;
    const drawn = [...cells.keys()].filter(at => isDrawn(cells[at]));
    const before = drawn.findLast(at => at < index);
    const after = drawn.find(at => at > index);
    notebook.activeCellIndex = index < from ? (before ?? after) : (after ?? before);
    // In edit mode JupyterLab is about to open the source of the cell that is passed by.
    queueMicrotask(() => {
      if (!cell.isDisposed && "rendered" in cell) cell.rendered = true;
    });
  };

  const follow = notebook => {
    const mark = () => {
      const languages = notebook.widgets.map(cell => languageOf(cell.model));
      notebook.widgets.forEach((cell, at) =>
        LANGUAGES.forEach(language => cell.toggleClass(`zg-${language}`, languages[at] === language)));
      notebook.toggleClass("zg-both", LANGUAGES.every(language => languages.includes(language)));
      passHidden(notebook, from);
    };
    let from = 0;
    mark();
    notebook.modelContentChanged.connect(mark); // cells that come and go, and tags that are edited
    notebook.activeCellChanged.connect(() => {
      passHidden(notebook, from);
      from = notebook.activeCellIndex;
    });
  };

  // After "Run All Cells" JupyterLab shows the last cell, whatever went wrong in an earlier one. The first that failed
  // is the one to see: those after it are reported as failed too, without the name of an error if the kernel dropped
  // them, and with one if they reached it too late to be dropped and miss what the first should have made.
  const failed = new WeakSet();
  const showFailure = async (notebook, cell, error) => {
    if (!error?.errorName || failed.has(notebook)) return;
    failed.add(notebook);
    if (notebook.mode === "command") {
      notebook.deselectAll();
      notebook.activeCellIndex = notebook.widgets.indexOf(cell);
    }
    await notebook.scrollToItem(notebook.widgets.indexOf(cell), "smart");
    requestAnimationFrame(() => {
      const errors = cell.node.querySelectorAll("[data-mime-type='application/vnd.jupyter.stderr']");
      [...errors].at(-1)?.scrollIntoView({ block: "center" });
    });
  };

  // A link that ends in ?parameters=region%3DQujing opens its notebook with these values in the parameters cell. Nothing
  // is run, and a value is put there as a text, of letters, digits and little else, whatever the link says.
  const asked = new URLSearchParams(new URLSearchParams(location.search).get("parameters") ?? "");
  const HARMLESS = /^[\p{L}\p{N}_, .-]{1,400}$/u;
  const putParameters = panel => {
    const cells = panel.content.widgets.map(({ model }) => model);
    const cell = cells.find(
      model => model.type === "code" && model.getMetadata("tags")?.includes("parameters"));
    if (!cell) return;
    const source = cell.sharedModel.getSource();
    const lines = source.split("\n").map(line => {
      const [, start, name, comment] = line.match(/^((\w+)(?:: *\w+)? *= *)(?:"[^"]*"|'[^']*'|[^\s#]+)(\s*#.*)?$/) ?? [];
      const value = name && asked.get(name);
      return value && HARMLESS.test(value) ? `${start}"${value}"${comment ?? ""}` : line;
    });
    if (lines.join("\n") !== source) cell.sharedModel.setSource(lines.join("\n"));
  };
  const opened = decodeURI(location.pathname).match(/\/tree\/(.+)$/)?.[1];
  const fromLink = panel => {
    if (![...asked.keys()].length || panel.context.path !== opened) return;
    panel.context.ready.then(() => putParameters(panel)).then(() => [...asked.keys()].forEach(name => asked.delete(name)));
  };

  const plugin = ({ INotebookTracker, NotebookActions }, { ICommandPalette }, { ISettingRegistry }) => ({
    id: SETTINGS,
    description: "One language of the prose at a time, the cell that failed in sight, links with parameters.",
    autoStart: true,
    requires: [INotebookTracker, ICommandPalette, ISettingRegistry],
    activate: async (app, tracker, palette, registry) => {
      document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
      NotebookActions.executionScheduled.connect((_, { notebook }) => failed.delete(notebook));
      NotebookActions.executed.connect((_, { notebook, cell, error }) => showFailure(notebook, cell, error));
      app.commands.addCommand(SWITCH, {
        label: ({ isPalette }) => (isPalette ? "中文 / English: language of the prose · 正文语言" : "中文 / English"),
        caption: "Show the prose in the other language · 切换正文语言",
        execute: () => settings.set("language", otherLanguage()),
      });
      palette.addItem({ command: SWITCH, category: "Notebook Operations", args: { isPalette: true } });
      const settings = await registry.load(SETTINGS);
      const show = () => {
        const chosen = settings.composite.language;
        const browsers = navigator.language.startsWith("zh") ? "zh" : "en";
        document.body.dataset.prose = LANGUAGES.includes(chosen) ? chosen : browsers;
        tracker.forEach(panel => passHidden(panel.content, 0));
      };
      show();
      settings.changed.connect(show);
      const attend = panel => (follow(panel.content), fromLink(panel));
      tracker.forEach(attend);
      tracker.widgetAdded.connect((_, panel) => attend(panel));
    },
  });

  // JupyterLab hands over the libraries that it shares, and asks for the plugin.
  let shared;
  const library = async name => (await Object.values(shared[name])[0].get())();
  const load = async () => {
    const names = ["@jupyterlab/notebook", "@jupyterlab/apputils", "@jupyterlab/settingregistry"];
    const made = plugin(...(await Promise.all(names.map(library))));
    return () => ({ __esModule: true, default: made });
  };
  window._JUPYTERLAB = Object.assign(window._JUPYTERLAB ?? {}, {
    "zhaotong-growth": { init: scope => void (shared = scope), get: load },
  });
})();
