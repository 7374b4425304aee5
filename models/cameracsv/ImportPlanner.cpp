#include "models/cameracsv/ImportPlanner.h"

#include "models/cameracsv/CsvText.h"
#include "models/cameracsv/ImportLineReader.h"
#include "models/cameracsv/ListShape.h"
#include "models/cameracsv/ListTranslator.h"
#include "models/texts/PlacementTexts.h"
#include "models/texts/StreamTexts.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ImportPlanner)
};

/// None: a column without a name.
using Columns = std::vector<std::optional<CsvColumn>>;

Result<Columns> columnsOf(const CsvReader &reader)
{
    Columns columns;
    QStringList unknown;
    for (const QString &name : reader.header()) {
        const auto column = columnFromName(name);
        if (!column && !name.isEmpty()) {
            unknown.append(u'"' + name.left(40) + u'"');
            continue;
        }
        if (column && std::ranges::find(columns, column) != columns.end())
            return fail(ErrorCategory::Parse,
                        Texts::tr("The column %1 stands in the header twice.").arg(columnName(*column)));
        columns.push_back(column);
    }
    if (!unknown.isEmpty()) {
        const int count = int(unknown.size());
        constexpr int most = 5;
        const QString names = unknown.mid(0, most).join(u", "_s) + (count > most ? u", …"_s : QString());
        return fail(
            ErrorCategory::Parse,
            Texts::tr("The header, line %1, has %n unknown column(s): %2. Known are: %3.", nullptr, count)
                .arg(reader.headerLine())
                .arg(names, columnNames().join(u", "_s)));
    }
    const auto has = [&](CsvColumn column) {
        return std::ranges::find(columns, std::optional(column)) != columns.end();
    };
    if (!has(CsvColumn::CameraId) && !has(CsvColumn::Name) && !has(CsvColumn::HighUuid) &&
        !has(CsvColumn::LowUuid))
        return fail(ErrorCategory::Parse,
                    Texts::tr("The header has no column that says which camera is meant: camera_id, "
                              "high_uuid, low_uuid, or name for new cameras."));
    return columns;
}

/// How the lines of the file become ours.
struct Reading
{
    Columns columns;
    std::optional<ListTranslator> translator; ///< none: they are ours
};

/// What somebody has said, else what the header says: all columns ours, a tool's, or all of usual names.
Result<std::optional<ColumnMapping>> mappingFor(const QStringList &header, const ImportSource &source)
{
    if (!source.mapping && isOwnHeader(header))
        return std::nullopt;
    const ColumnMapping mapping = source.mapping.value_or(guessedMapping(header));
    const auto checked = checkMapping(mapping, header);
    if (source.mapping || recognisedList(header))
        return checked ? Result<std::optional<ColumnMapping>>(mapping) : tl::unexpected(checked.error());
    // Of a list that nobody knows nothing is left out unasked.
    if (!checked || !columnsLeftOut(mapping, header).isEmpty())
        return std::nullopt;
    return mapping;
}

Result<Reading> readingOf(const CsvReader &reader, const ImportSource &source, ImportPlan &plan)
{
    auto mapping = mappingFor(reader.header(), source);
    if (!mapping)
        return tl::unexpected(mapping.error());
    if (!*mapping) {
        auto columns = columnsOf(reader);
        return columns ? Result<Reading>(Reading{std::move(*columns), {}}) : tl::unexpected(columns.error());
    }
    const MakerList *list = recognisedList(reader.header());
    plan.tool = list && !source.mapping ? list->tool : QString();
    for (const QString &column : columnsLeftOut(**mapping, reader.header()))
        plan.leftOut.append(shownColumn(column));
    ListTranslator translator(**mapping, reader.header());
    plan.mapping = std::move(**mapping);
    return Reading{translator.columns(), translator};
}

/// Addresses that the console has made up are not taken without a word.
void tellProposals(const TranslatedRecord &translated, const ImportSource &source, ImportLine &line)
{
    if (translated.proposed.isEmpty())
        return;
    line.isProposed = true;
    QStringList addresses;
    for (const CsvColumn column : translated.proposed) {
        const auto found = std::ranges::find(line.changes, columnName(column), &ImportChange::column);
        if (found == line.changes.end())
            continue;
        addresses.append(found->after);
        found->after = Texts::tr("%1 (proposed)").arg(found->after);
    }
    if (addresses.isEmpty())
        return; // they are wrong themselves, and say so
    const QString column = columnName(translated.proposed.first());
    const QString proposed =
        Texts::tr("The list has no address of a stream. Proposed in the form of %1, which "
                  "nobody has tried: %2")
            .arg(makerName(translated.proposedBy), addresses.join(u", "_s));
    (source.takesProposals ? line.warnings : line.errors).append({column, {}, proposed});
    if (!source.takesProposals)
        line.fate = ImportFate::Wrong;
}

ImportLine readTranslated(const ListTranslator &translator, const CsvRecord &record,
                          const ImportSource &source, ImportLineReader &lines)
{
    const TranslatedRecord translated = translator.translate(record);
    ImportLine line = lines.read(translated.record);
    for (QList<ImportProblem> *problems : {&line.errors, &line.warnings}) {
        for (ImportProblem &problem : *problems)
            problem.column = translator.sourceOf(problem.column);
    }
    line.warnings += translated.notices;
    tellProposals(translated, source, line);
    return line;
}

/// Two lines about the same thing: which one should count? Both are told.
class DuplicateWatch
{
public:
    explicit DuplicateWatch(std::vector<ImportLine> &lines)
        : m_lines(lines)
    {
    }

    void look(size_t index)
    {
        const ImportLine &line = m_lines[index];
        if (!line.cameraId.isNull())
            note(m_cameras, line.cameraId.uuid(), index, CsvColumn::CameraId,
                 Texts::tr("Line %1 is about the same camera. Keep one of them."));
        if (!line.work)
            return;
        for (const ImportedStream &stream : line.work->streams) {
            if (!stream.id.isNull())
                note(m_streams, stream.id.uuid(), index, columnOf(stream.quality, StreamField::Uuid),
                     Texts::tr("Line %1 names the same stream. Keep one of them."));
        }
    }

private:
    void note(QHash<QUuid, size_t> &seen, const QUuid &id, size_t index, CsvColumn column,
              const QString &sentence)
    {
        const auto first = seen.constFind(id);
        if (first == seen.cend()) {
            seen.insert(id, index);
            return;
        }
        if (*first == index)
            sayOnce(index, {columnName(column), id.toString(QUuid::WithoutBraces),
                            Texts::tr("The high and the low stream of a camera cannot be the same.")});
        else
            tellBoth(*first, index, id, column, sentence);
    }
    void tellBoth(size_t first, size_t second, const QUuid &id, CsvColumn column, const QString &sentence)
    {
        const QString value = id.toString(QUuid::WithoutBraces);
        sayOnce(first, {columnName(column), value, sentence.arg(m_lines[second].line)});
        sayOnce(second, {columnName(column), value, sentence.arg(m_lines[first].line)});
    }
    /// A line that many others repeat names the first of them.
    void sayOnce(size_t index, const ImportProblem &problem)
    {
        ImportLine &line = m_lines[index];
        for (const ImportProblem &said : line.errors) {
            if (said.column == problem.column && said.value == problem.value)
                return;
        }
        line.errors.append(problem);
        line.fate = ImportFate::Wrong;
    }

    std::vector<ImportLine> &m_lines;
    QHash<QUuid, size_t> m_cameras;
    QHash<QUuid, size_t> m_streams;
};

/// Puts the new streams of a line on media servers.
void placeLine(ImportLine &line, ImportPlacement &placement, const ImportMatching &known)
{
    std::vector<ImportedStream *> fresh;
    ServerId named;
    for (ImportedStream &stream : line.work->streams) {
        if (!stream.isNew)
            continue;
        fresh.push_back(&stream);
        if (!stream.server.isNull())
            named = stream.server;
    }
    const GroupType group = line.work->camera.groupType;
    if (fresh.empty())
        return;
    if (named.isNull()) {
        const Camera &camera = line.work->camera;
        const StreamAddress address = fresh.front()->address.value_or(StreamAddress());
        const QString ip = camera.ipAddress.isEmpty() ? address.ipAddress() : camera.ipAddress;
        const auto chosen = placement.choose(camera, ip, int(fresh.size()));
        if (!chosen) {
            line.errors.append({columnName(columnOf(fresh.front()->quality, StreamField::Server)),
                                {},
                                Texts::tr("No media server passes all checks (active, answering, limits, "
                                          "group type, storage). Name one in this column.")});
            line.fate = ImportFate::Wrong;
            return;
        }
        named = *chosen;
    }
    for (ImportedStream *stream : fresh) {
        const QString column = columnName(columnOf(stream->quality, StreamField::Server));
        const bool isByHand = !stream->server.isNull();
        // Where one of two is named, both streams of the camera go there.
        if (!isByHand)
            stream->server = named;
        const MediaServer *server = known.server(stream->server);
        const QString name = server ? server->name : QString();
        const ServerVerdict verdict = placement.judge(stream->server, group, 1);
        if (!verdict.fits())
            line.warnings.append(
                {column, name,
                 Texts::tr("%1 would not be chosen: %2.").arg(name, texts::failedChecks(verdict))});
        line.changes.append({column, {}, isByHand ? name : Texts::tr("%1 (chosen)").arg(name)});
        placement.place(stream->server, 1);
    }
}

/// Addresses that another stream has too, in the registry or in the file: allowed, but seldom meant.
class AddressWatch
{
public:
    explicit AddressWatch(const ImportMatching &known)
        : m_known(known)
    {
    }

    void look(ImportLine &line)
    {
        for (const ImportedStream &stream : line.work->streams) {
            if (!stream.address)
                continue;
            const QString column = columnName(columnOf(stream.quality, StreamField::Address));
            const StreamAddress &address = *stream.address;
            if (const Stream *user = m_known.userOf(address, stream.id)) {
                const Camera *camera = m_known.camera(user->camera);
                line.warnings.append(
                    {column, address.masked(),
                     Texts::tr("%1 (%2) has this address already.")
                         .arg(camera ? camera->name : user->id.toString(), texts::quality(user->quality))});
            }
            const quint64 fingerprint = address.fingerprint();
            const int first = m_lines.value(fingerprint);
            if (first > 0)
                line.warnings.append(
                    {column, address.masked(), Texts::tr("Line %1 has the same address.").arg(first)});
            else
                m_lines.insert(fingerprint, line.line);
        }
    }

private:
    const ImportMatching &m_known;
    QHash<quint64, int> m_lines;
};

void count(ImportPlan &plan)
{
    for (ImportLine &line : plan.lines) {
        plan.warnings += line.warnings.isEmpty() ? 0 : 1;
        plan.movedCredentials += line.movesCredentials ? 1 : 0;
        plan.proposedLines += line.isProposed ? 1 : 0;
        switch (line.fate) {
        case ImportFate::New:
            ++plan.newCameras;
            break;
        case ImportFate::Changed:
            ++plan.changedCameras;
            break;
        case ImportFate::Unchanged:
            ++plan.unchangedCameras;
            break;
        case ImportFate::Wrong:
            ++plan.wrongLines;
            line.work.reset();
            break;
        }
        if (!line.work)
            continue;
        for (const ImportedStream &stream : line.work->streams)
            plan.newStreams += stream.isNew ? 1 : 0;
    }
}

} // namespace

Result<ImportPlan> planImport(const QByteArray &file, const ImportSource &source,
                              const ImportProgress &progress)
{
    const auto reader = openList(file, source.mapping);
    if (!reader)
        return tl::unexpected(reader.error());
    ImportPlan plan;
    const auto reading = readingOf(*reader, source, plan);
    if (!reading)
        return tl::unexpected(reading.error());
    const ImportMatching known(source);
    ImportLineReader lines(known, reading->columns, source);
    bool isCancelled = false;
    constexpr size_t progressEvery = 500;
    const auto goesOn = [&](size_t index, qint64 done) {
        isCancelled = progress && index % progressEvery == 0 && !progress(done, reader->size());
        return !isCancelled;
    };
    reader->read([&](const CsvRecord &record, qint64 done) {
        plan.lines.push_back(reading->translator ? readTranslated(*reading->translator, record, source, lines)
                                                 : lines.read(record));
        return goesOn(plan.lines.size(), done);
    });
    DuplicateWatch duplicates(plan.lines);
    for (size_t i = 0; i < plan.lines.size(); ++i)
        duplicates.look(i);
    ImportPlacement placement(source.field);
    AddressWatch addresses(known);
    for (size_t i = 0; i < plan.lines.size() && !isCancelled; ++i) {
        ImportLine &line = plan.lines[i];
        if (line.work && line.fate != ImportFate::Wrong)
            placeLine(line, placement, known);
        if (line.work && line.fate != ImportFate::Wrong)
            addresses.look(line);
        (void)goesOn(i + 1, reader->size());
    }
    if (isCancelled)
        return fail(ErrorCategory::Cancelled, Texts::tr("Reading the file was cancelled."));
    count(plan);
    return plan;
}

} // namespace streamkeeper
