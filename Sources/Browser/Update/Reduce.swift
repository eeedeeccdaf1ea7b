import Frames

/// Takes one action into the state and says what is to be done. Pure; costs what fits on the screen, whatever the catalog's size.
public func reduce(into state: inout State, action: Action) -> [Effect] {
    state.take(action)
    // Pictures that come change nothing of what is wanted, and there are many of them.
    if case .picturesReady = action {} else { state.askForWhatShows() }
    return state.takeOutbox()
}

extension State {
    mutating func take(_ action: Action) {
        switch action {
        case .input(let event): take(event)
        case .cellSize(let cell):
            self.cell = cell
            settleCursors()
        case .tick: tick()
        case .items(let generation, let start, let items): takeItems(generation, start, items)
        case .known(let items, let ids): takeKnown(items, ids)
        case .opened(let generation, let count, let position): takeOpened(generation, count, position)
        case .located(let generation, let position): takeLocated(generation, position)
        case .found(let purpose, let generation, let rankings): takeFound(purpose, generation, rankings)
        case .failed(let generation, let message): takeFailure(generation, message)
        case .picturesReady(let keys): pictures.take(ready: keys)
        case .picturesDropped(let requests): pictures.drop(requests)
        case .picturesFailed(let keys): pictures.failed.formUnion(keys)
        case .pictureRead(let item): takePicture(item)
        case .catalog(let count, let generation, let progress): takeCatalog(count, generation, progress)
        case .baskets(let change): takeBaskets(change)
        case .notice(let text, let attention): say(text, attention: attention)
        }
    }

    private mutating func take(_ event: InputEvent) {
        switch event {
        case .key(let key):
            if prompt != nil {
                takeInPrompt(key)
            } else if let command = keymap.command(for: key, on: screen) {
                perform(command)
            }
        case .mouse(let action, let column, let row): takeMouse(action, column, row)
        case .resize(let size):
            self.size = size.asScreen
            settleCursors()
        case .refresh: send(.redraw)
        }
    }

    private mutating func tick() {
        if var current = notice {
            current.ticks -= 1
            notice = current.ticks > 0 ? current : nil
        }
        saveSession()
    }

    /// Sends the session off if it has changed since it was last sent.
    mutating func saveSession() {
        let session = self.session
        guard savedSession != session else { return }
        savedSession = session
        send(.saveSession(session))
    }

    mutating func send(_ effect: Effect) { outbox.append(effect) }

    fileprivate mutating func takeOutbox() -> [Effect] {
        defer { outbox = [] }
        return outbox
    }

    /// Tells the shopper something for about five seconds.
    mutating func say(_ text: String, attention: Bool = false) {
        notice = Notice(text: text, attention: attention, ticks: 5 * State.ticksPerSecond)
    }

    /// Keeps every cursor on something that exists, and on the screen, after the screen or the items have changed.
    mutating func settleCursors() {
        let layout = self.layout
        shop.settle(count: listingCount, columns: layout.grid.columns, capacity: layout.grid.capacity)
        if layout.panel == nil { focusOnPanel = false }
        if let grid = layout.panel?.grid {
            panelScroller.settle(count: panelMatches.count, columns: grid.columns, capacity: grid.capacity)
        }
        settleScreens()
    }
}
