import Basics
import Engine
import Frames

/// What the screen needs is worked out from the state after every action, and asked for when it differs from what was asked
/// for last. So nothing is forgotten, nothing is asked for twice, and what flew by is not asked for at all.
extension State {
    mutating func askForWhatShows() {
        askForListing()
        askForBasket()
        askForReadings()
        for screen in Screens.all {
            for (purpose, query) in screen.queries(in: self) { searches.ask(query, for: purpose, &requests) }
        }
        Screens[screen].ask(in: &self)
        askForPair()
        askWhereAlike()
        askForPictures()
    }

    /// Summaries of the basket's items, which may lie anywhere in the catalog.
    private mutating func askForBasket() {
        let missing = known.ask(for: basket.entries.map(\.item))
        if !missing.isEmpty { requests.send(.loadKnown(missing)) }
    }

    /// The pictures of the screen that shows, each once; where there is no room there is no request.
    private mutating func askForPictures() {
        guard conversation == nil else { return }
        var seen: Set<PictureKey> = []
        let wanted = withTints(pairPictures + Screens[screen].pictures(in: self)).filter { !$0.size.isEmpty && seen.insert($0.key).inserted }
        guard wanted != pictures.asked else { return }
        pictures.asked = wanted
        let missing = wanted.filter(pictures.isMissing)
        if !missing.isEmpty { requests.send(.loadPictures(missing)) }
    }
}
