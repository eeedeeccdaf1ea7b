import Basics
import Frames

/// Takes one action into the state and says what is to be done. Pure; costs what fits on the screen, whatever the catalog's size.
public func reduce(into state: inout State, action: Action) -> [Effect] {
    state.take(action)
    // Pictures that come change nothing of what is wanted, and there are many of them.
    if case .picturesReady = action {} else { state.askForWhatShows() }
    state.speak()
    return state.requests.takeAll()
}

extension State {
    fileprivate mutating func take(_ action: Action) {
        switch action {
        case .input(let event): take(event)
        case .cellSize(let cell):
            looks.cell = cell
            settleCursors()
        case .tick: tick()
        case .items(let generation, let start, let items): takeItems(generation, start, items)
        case .known(let items, let ids): takeKnown(RefreshedItems(items, of: ids), ids)
        case .opened(let generation, let count, let items, let stacks, let position, let hint):
            takeOpened(generation, count, items ?? count, stacks, position, hint)
        case .located(let generation, let position): takeLocated(generation, position)
        case .found(let purpose, let generation, let rankings):
            takeNeighbors(purpose, generation, rankings)
        case .ranked(let purpose, let generation, let ranks): compare.ranks.accept(ranks, for: purpose, generation)
        case .wordsRead(let reading, let words, let encoder): takeReading(reading, of: words, encoder)
        case .failed(let generation, let message, let character): takeFailure(generation, message, at: character)
        case .picturesReady(let keys): pictures.take(ready: keys)
        case .picturesDropped(let requests): pictures.drop(requests)
        case .picturesFailed(let keys): pictures.failed.formUnion(keys)
        case .pictureRead(let item):
            conversation?.awaitsWord = false
            takePicture(item)
        case .catalog(let count, let generation, let progress): takeCatalog(count, generation, progress)
        case .baskets(let change): takeBaskets(change)
        case .news(let news): takeNews(news)
        case .facets(let facets, let listing): takeFacets(facets, of: listing)
        case .stack(let items, let id): itemScreen.variants[id] = items
        case .prices(let steps, let id): itemScreen.prices[id] = steps
        case .furtherPicture(let address, .success(let name)): takeFurtherPicture(address, .ready(name))
        case .furtherPicture(let address, .failure(let failure)): takeFurtherPicture(address, .failed(failure.reason))
        case .alike(let question, let answer): takeAlike(question, answer)
        case .distances(let question, let answer, let isWhole): takeDistances(question, answer, isWhole: isWhole)
        case .surprise(let generation, let item): takeSurprise(generation, item)
        case .wall(let generation, let answer): takeWall(generation, answer)
        case .wallItems(let wall, let items): takeWallItems(wall, items)
        case .wallPlaces(let wall, let ids, let places): takeWallPlaces(wall, ids, places)
        case .visiting(let progress): if visit != nil { visit = progress }
        case .visited(let line, let attention, let summary): takeVisited(line, attention, summary)
        case .reachable(let isReachable, let line):
            self.isReachable = isReachable
            say(line, attention: !isReachable)
        case .missing(let places): takeMissing(places.map(sanitized))
        case .notice(let text, let attention):
            conversation?.awaitsWord = false
            say(text, attention: attention)
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
        case .mouse(let action, let column, let row): takeMouse(action, at: Cell(column: column, row: row))
        case .resize(let size):
            looks.resize(size)
            settleCursors()
        case .paste(let text): pasteIntoPrompt(text)
        case .line(let text): takeLine(text)
        case .focus: break
        case .refresh: requests.send(.redraw)
        }
    }

    private mutating func tick() {
        if var current = notice {
            current.ticks -= 1
            notice = current.ticks > 0 ? current : nil
            tellNews()
        }
        conversation?.question?.ticks -= 1
        saveSession()
    }
}
