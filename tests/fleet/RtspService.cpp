#include "tests/fleet/RtspService.h"

#include "tests/fleet/RecordingFactory.h"
#include "tests/fleet/RtspAddress.h"
#include "tests/fleet/RtspViewer.h"

#include <QDateTime>
#include <QList>
#include <QUuid>

#include <cstring>
#include <map>

namespace streamkeeper::fleet {

namespace {
constexpr auto ViewerKey = "streamkeeper-viewer";
constexpr auto PathKey = "streamkeeper-path";
constexpr auto QueryKey = "streamkeeper-query";
constexpr auto UserKey = "streamkeeper-user";
constexpr auto ChallengeKey = "streamkeeper-challenge";
constexpr auto ViewerIdKey = "streamkeeper-viewer-id";
constexpr auto Role = "viewer";

gchar *clientPath(GstRTSPClient *, const GstRTSPUrl *url)
{
    return g_strdup(rtspAddress::path(*url).constData());
}

gchar *mountPath(GstRTSPMountPoints *, const GstRTSPUrl *url)
{
    return g_strdup(rtspAddress::path(*url).constData());
}

/// Every RTSP server of this process is ours, so the classes themselves are told once how to read an address.
void installPathRules()
{
    static const bool once = [] {
        static_cast<GstRTSPClientClass *>(g_type_class_ref(GST_TYPE_RTSP_CLIENT))->make_path_from_uri =
            clientPath;
        static_cast<GstRTSPMountPointsClass *>(g_type_class_ref(GST_TYPE_RTSP_MOUNT_POINTS))->make_path =
            mountPath;
        return true;
    }();
    (void)once;
}

using HubPointer = std::shared_ptr<StreamHub>;
using ViewerPointer = std::shared_ptr<RtspViewer>;

struct Watching
{
    HubPointer hub;
    ViewerPointer viewer;
};

void onUnprepared(GstRTSPMedia *, gpointer box)
{
    const auto &watching = *static_cast<Watching *>(box);
    watching.hub->removeViewer(watching.viewer);
}

GObjectPointer<GstAppSrc> appSource(GstElement *bin, const char *name, const StreamHub &hub, Track track)
{
    GObjectPointer<GstAppSrc> source(GST_APP_SRC(gst_bin_get_by_name(GST_BIN(bin), name)));
    if (const GstCapsPointer caps = hub.caps(track); source && caps) {
        gst_app_src_set_caps(source.get(), caps.get());
    }
    return source;
}

GstPadProbeReturn countRtp(GstPad *, GstPadProbeInfo *info, gpointer box)
{
    RtspViewer &viewer = **static_cast<ViewerPointer *>(box);
    if ((info->type & GST_PAD_PROBE_TYPE_BUFFER_LIST) != 0) {
        GstBufferList *const list = GST_PAD_PROBE_INFO_BUFFER_LIST(info);
        viewer.countRtp(qint64(gst_buffer_list_calculate_size(list)), int(gst_buffer_list_length(list)));
    } else {
        viewer.countRtp(qint64(gst_buffer_get_size(GST_PAD_PROBE_INFO_BUFFER(info))), 1);
    }
    return GST_PAD_PROBE_OK;
}

void countRtpOf(GstElement *bin, const char *payloader, const ViewerPointer &viewer)
{
    const GObjectPointer<GstElement> element(gst_bin_get_by_name(GST_BIN(bin), payloader));
    if (!element) {
        return;
    }
    const GObjectPointer<GstPad> pad(gst_element_get_static_pad(element.get(), "src"));
    gst_pad_add_probe(pad.get(), GstPadProbeType(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST),
                      countRtp, boxed(viewer), deleteBoxed<ViewerPointer>);
}

QByteArray newUuid()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

/// A text that belongs to a client; null if it has none of that name.
const QByteArray *noteOf(GstRTSPClient *client, const char *key)
{
    return static_cast<const QByteArray *>(g_object_get_data(G_OBJECT(client), key));
}

void note(GstRTSPClient *client, const char *key, const QByteArray &text)
{
    if (const QByteArray *former = noteOf(client, key); former != nullptr && *former == text) {
        return; // another thread may be reading it
    }
    g_object_set_data_full(G_OBJECT(client), key, boxed(text), deleteBoxed<QByteArray>);
}

QByteArray headerOf(GstRTSPMessage *message, GstRTSPHeaderField field)
{
    gchar *value = nullptr; // lent
    return gst_rtsp_message_get_header(message, field, &value, 0) == GST_RTSP_OK ? QByteArray(value)
                                                                                 : QByteArray();
}

ViewerIdentity identityOf(GstRTSPClient *client, const GstRTSPContext &context)
{
    ViewerIdentity identity;
    identity.id = newUuid();
    identity.connectionId = newUuid();
    identity.createdUtcMs = QDateTime::currentMSecsSinceEpoch();
    identity.userAgent = headerOf(context.request, GST_RTSP_HDR_USER_AGENT);
    if (const QByteArray *user = noteOf(client, UserKey)) {
        identity.user = *user;
    }
    // The address at PLAY is the one of the answer to DESCRIBE, which has no query.
    if (const QByteArray *query = noteOf(client, QueryKey)) {
        identity.query = *query;
    } else if (context.uri != nullptr) {
        identity.query = rtspAddress::query(*context.uri);
    }
    GSocket *const socket = gst_rtsp_connection_get_read_socket(context.conn); // lent
    const GObjectPointer<GSocketAddress> address(g_socket_get_remote_address(socket, nullptr));
    if (address && G_IS_INET_SOCKET_ADDRESS(address.get())) {
        GInetSocketAddress *const inet = G_INET_SOCKET_ADDRESS(address.get());
        const GCharPointer host(g_inet_address_to_string(g_inet_socket_address_get_address(inet)));
        identity.remoteAddress =
            QByteArray(host.get()) + ':' + QByteArray::number(g_inet_socket_address_get_port(inet));
    }
    return identity;
}

void onMediaConfigure(GstRTSPMediaFactory *, GstRTSPMedia *media, gpointer hubBox)
{
    const HubPointer &hub = *static_cast<HubPointer *>(hubBox);
    const GObjectPointer<GstElement> bin(gst_rtsp_media_get_element(media));
    auto video = appSource(bin.get(), "video", *hub, Track::Video);
    if (!video) {
        return;
    }
    const auto viewer =
        std::make_shared<RtspViewer>(std::move(video), appSource(bin.get(), "audio", *hub, Track::Audio));
    g_object_set_data_full(G_OBJECT(media), ViewerKey, boxed(viewer), deleteBoxed<ViewerPointer>);
    g_signal_connect_data(media, "unprepared", G_CALLBACK(onUnprepared), boxed(Watching{hub, viewer}),
                          deleteBoxedClosure<Watching>, GConnectFlags(0));
    countRtpOf(bin.get(), "pay0", viewer);
    countRtpOf(bin.get(), "pay1", viewer);
    hub->addViewer(viewer);
}

/// What all media have in common.
void setUp(GstRTSPMediaFactory *factory)
{
    gst_rtsp_media_factory_set_shared(factory, FALSE);
    // TCP only: viewers behind 127.0.0.1 lose nothing by it, and a viewer that dies is noticed at once.
    gst_rtsp_media_factory_set_protocols(factory, GST_RTSP_LOWER_TRANS_TCP);
    gst_rtsp_media_factory_set_stop_on_disconnect(factory, TRUE);
    gst_rtsp_media_factory_add_role(factory, Role, GST_RTSP_PERM_MEDIA_FACTORY_ACCESS, G_TYPE_BOOLEAN, TRUE,
                                    GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, G_TYPE_BOOLEAN, TRUE, nullptr);
}

GstRTSPMediaFactory *createFactory(const HubPointer &hub)
{
    GstRTSPMediaFactory *factory = gst_rtsp_media_factory_new();
    setUp(factory);
    g_signal_connect_data(factory, "media-configure", G_CALLBACK(onMediaConfigure), boxed(hub),
                          deleteBoxedClosure<HubPointer>, GConnectFlags(0));
    return factory;
}

GObjectPointer<GstRTSPMediaFactory> referenced(GstRTSPMediaFactory *factory)
{
    return GObjectPointer<GstRTSPMediaFactory>(GST_RTSP_MEDIA_FACTORY(g_object_ref(factory)));
}

const char *launchLine(bool audio)
{
    return audio ? "( appsrc name=video ! rtph264pay name=pay0 pt=96 config-interval=-1 "
                   "aggregate-mode=zero-latency "
                   "appsrc name=audio ! rtpmp4gpay name=pay1 pt=97 )"
                 : "( appsrc name=video ! rtph264pay name=pay0 pt=96 config-interval=-1 "
                   "aggregate-mode=zero-latency )";
}

GstRTSPFilterResult closeAll(GstRTSPServer *, GstRTSPClient *, gpointer)
{
    return GST_RTSP_FILTER_REMOVE;
}

GstRTSPFilterResult closeIfWatching(GstRTSPServer *, GstRTSPClient *client, gpointer path)
{
    const QByteArray *watched = noteOf(client, PathKey);
    const bool matches = watched != nullptr && *watched == *static_cast<const QByteArray *>(path);
    return matches ? GST_RTSP_FILTER_REMOVE : GST_RTSP_FILTER_KEEP;
}

GstRTSPFilterResult closeIfViewer(GstRTSPServer *, GstRTSPClient *client, gpointer id)
{
    const QByteArray *own = noteOf(client, ViewerIdKey);
    const bool matches = own != nullptr && *own == *static_cast<const QByteArray *>(id);
    return matches ? GST_RTSP_FILTER_REMOVE : GST_RTSP_FILTER_KEEP;
}
} // namespace

struct RtspService::Mount
{
    HubPointer hub;             ///< live, else
    RecordingLookup recordings; ///< recordings
    RtspCheck check;
    GObjectPointer<GstRTSPMediaFactory> factory;
};

/// Shared with the signal handlers, which run on the library's threads and may outlive the service by a
/// moment.
struct RtspService::Mounts
{
    std::mutex mutex;
    std::map<QByteArray, Mount> byPath;

    /// `path` is the one of the media, or of one of its tracks.
    std::optional<Mount> find(const QByteArray &path)
    {
        const std::lock_guard lock(mutex);
        auto found = byPath.find(path);
        if (found == byPath.end()) {
            found = byPath.find(path.left(path.lastIndexOf('/')));
        }
        if (found == byPath.end()) {
            return std::nullopt;
        }
        const Mount &mount = found->second;
        return Mount{mount.hub, mount.recordings, mount.check, referenced(mount.factory.get())};
    }

    /// Readies the factory for what the source delivers now.
    GstRTSPStatusCode admit(GstRTSPClient *client, const GstRTSPContext &context)
    {
        const std::optional<Mount> mount = find(rtspAddress::path(*context.uri));
        if (!mount) {
            return GST_RTSP_STS_NOT_FOUND;
        }
        const QByteArray query = rtspAddress::query(*context.uri);
        if (mount->check) {
            const RtspVerdict verdict =
                mount->check({query, headerOf(context.request, GST_RTSP_HDR_AUTHORIZATION)});
            note(client, ChallengeKey, verdict.challenge);
            note(client, UserKey, verdict.user);
            if (verdict.status != GST_RTSP_STS_OK) {
                return verdict.status;
            }
        }
        if (mount->recordings) {
            const auto period = mount->recordings(query);
            return period ? GST_RTSP_STS_OK : GstRTSPStatusCode(period.error());
        }
        if (!mount->hub->isReady()) {
            return GST_RTSP_STS_NOT_FOUND; // nothing to describe: its source is off
        }
        gst_rtsp_media_factory_set_launch(mount->factory.get(), launchLine(mount->hub->expectsAudio()));
        return GST_RTSP_STS_OK;
    }

    static GstRTSPStatusCode onDescribe(GstRTSPClient *client, GstRTSPContext *context, gpointer box)
    {
        if (context->uri == nullptr) {
            return GST_RTSP_STS_BAD_REQUEST;
        }
        const QByteArray path = rtspAddress::path(*context->uri);
        const QByteArray query = rtspAddress::query(*context->uri);
        const QByteArray *const shownPath = noteOf(client, PathKey);
        const QByteArray *const shownQuery = noteOf(client, QueryKey);
        const std::shared_ptr<Mounts> &mounts = *static_cast<std::shared_ptr<Mounts> *>(box);
        const GstRTSPStatusCode status = mounts->admit(client, *context);
        if (status != GST_RTSP_STS_OK) {
            return status;
        }
        const std::optional<Mount> mount = mounts->find(path);
        const bool isRecordings = mount && mount->recordings;
        // The library keeps a connection's media by its path: it would play the former period again.
        if (shownPath != nullptr && *shownPath == path && shownQuery != nullptr && *shownQuery != query &&
            isRecordings) {
            return GST_RTSP_STS_METHOD_NOT_VALID_IN_THIS_STATE;
        }
        note(client, PathKey, path);
        note(client, QueryKey, query);
        return status;
    }

    /// The address of a track need not carry the token again, if this client was shown the media.
    static GstRTSPStatusCode onSetup(GstRTSPClient *client, GstRTSPContext *context, gpointer box)
    {
        const QByteArray path = rtspAddress::path(*context->uri);
        const QByteArray *const shown = noteOf(client, PathKey);
        if (shown != nullptr && (path == *shown || path.startsWith(*shown + '/'))) {
            return GST_RTSP_STS_OK;
        }
        return (*static_cast<std::shared_ptr<Mounts> *>(box))->admit(client, *context);
    }

    /// The library's refusals say nothing about how to log in.
    static void onSend(GstRTSPClient *client, GstRTSPContext *, GstRTSPMessage *message, gpointer)
    {
        const QByteArray *const challenge = noteOf(client, ChallengeKey);
        if (challenge == nullptr || challenge->isEmpty() || message->type != GST_RTSP_MESSAGE_RESPONSE ||
            message->type_data.response.code != GST_RTSP_STS_UNAUTHORIZED) {
            return;
        }
        gst_rtsp_message_add_header(message, GST_RTSP_HDR_WWW_AUTHENTICATE, challenge->constData());
    }

    static void onPlay(GstRTSPClient *client, GstRTSPContext *context, gpointer playing)
    {
        if (context->media != nullptr) {
            const auto *viewer =
                static_cast<ViewerPointer *>(g_object_get_data(G_OBJECT(context->media), ViewerKey));
            if (viewer == nullptr) {
                return;
            }
            if (playing != nullptr && (*viewer)->identity().id.isEmpty()) {
                (*viewer)->setIdentity(identityOf(client, *context));
                note(client, ViewerIdKey, (*viewer)->identity().id);
            }
            (*viewer)->setPlaying(playing != nullptr);
        }
    }
};

RtspService::RtspService(GstLoop &loop)
    : m_loop(loop)
    , m_mounts(std::make_shared<Mounts>())
{
    installPathRules();
    m_server.reset(gst_rtsp_server_new());
    gst_rtsp_server_set_address(m_server.get(), "127.0.0.1");
    // A DESCRIBE waits for the next frame. On a thread of its own it does not hold up other clients.
    const GObjectPointer<GstRTSPThreadPool> threads(gst_rtsp_thread_pool_new());
    gst_rtsp_thread_pool_set_max_threads(threads.get(), -1);
    gst_rtsp_server_set_thread_pool(m_server.get(), threads.get());
    g_signal_connect_data(m_server.get(), "client-connected", G_CALLBACK(onClientConnected), boxed(m_mounts),
                          deleteBoxedClosure<std::shared_ptr<Mounts>>, GConnectFlags(0));
}

RtspService::~RtspService()
{
    stop();
}

void RtspService::onClientConnected(GstRTSPServer *, GstRTSPClient *client, gpointer box)
{
    using Shared = std::shared_ptr<Mounts>;
    const Shared &mounts = *static_cast<Shared *>(box);
    g_signal_connect_data(client, "pre-describe-request", G_CALLBACK(Mounts::onDescribe), boxed(mounts),
                          deleteBoxedClosure<Shared>, GConnectFlags(0));
    g_signal_connect_data(client, "pre-setup-request", G_CALLBACK(Mounts::onSetup), boxed(mounts),
                          deleteBoxedClosure<Shared>, GConnectFlags(0));
    g_signal_connect(client, "play-request", G_CALLBACK(Mounts::onPlay), GINT_TO_POINTER(1));
    g_signal_connect(client, "pause-request", G_CALLBACK(Mounts::onPlay), nullptr);
    g_signal_connect(client, "send-message", G_CALLBACK(Mounts::onSend), nullptr);
}

void RtspService::setLogin(const Login &login)
{
    const GObjectPointer<GstRTSPAuth> auth(gst_rtsp_auth_new());
    GstRTSPToken *token = gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, Role, nullptr);
    if (login.digest) {
        gst_rtsp_auth_set_supported_methods(auth.get(), GST_RTSP_AUTH_DIGEST);
        gst_rtsp_auth_add_digest(auth.get(), login.user.constData(), login.password.constData(), token);
    } else {
        gst_rtsp_auth_set_supported_methods(auth.get(), GST_RTSP_AUTH_BASIC);
        const GCharPointer basic(
            gst_rtsp_auth_make_basic(login.user.constData(), login.password.constData()));
        gst_rtsp_auth_add_basic(auth.get(), basic.get(), token);
    }
    gst_rtsp_token_unref(token);
    gst_rtsp_server_set_auth(m_server.get(), auth.get());
}

void RtspService::mount(const QByteArray &path, const HubPointer &hub, RtspCheck check)
{
    GstRTSPMediaFactory *const factory = createFactory(hub);
    add(path, factory, {hub, {}, std::move(check), referenced(factory)});
}

void RtspService::mountRecordings(const QByteArray &path, const RecordingLookup &lookup, RtspCheck check)
{
    GstRTSPMediaFactory *const factory = recordingFactory::create(lookup);
    setUp(factory);
    add(path, factory, {{}, lookup, std::move(check), referenced(factory)});
}

void RtspService::add(const QByteArray &path, GstRTSPMediaFactory *factory, Mount mount)
{
    {
        const std::lock_guard lock(m_mounts->mutex);
        m_mounts->byPath[path] = std::move(mount);
    }
    const GObjectPointer<GstRTSPMountPoints> points(gst_rtsp_server_get_mount_points(m_server.get()));
    gst_rtsp_mount_points_add_factory(points.get(), path.constData(), factory);
}

void RtspService::unmount(const QByteArray &path)
{
    const GObjectPointer<GstRTSPMountPoints> points(gst_rtsp_server_get_mount_points(m_server.get()));
    gst_rtsp_mount_points_remove_factory(points.get(), path.constData());
    {
        const std::lock_guard lock(m_mounts->mutex);
        m_mounts->byPath.erase(path);
    }
    closeViewers(path);
}

void RtspService::closeViewers(const QByteArray &path)
{
    m_loop.run([&] {
        QByteArray wanted = path;
        g_list_free_full(gst_rtsp_server_client_filter(m_server.get(), closeIfWatching, &wanted),
                         g_object_unref);
    });
}

void RtspService::closeViewer(const QByteArray &viewerId)
{
    m_loop.run([&] {
        QByteArray wanted = viewerId;
        g_list_free_full(gst_rtsp_server_client_filter(m_server.get(), closeIfViewer, &wanted),
                         g_object_unref);
    });
}

bool RtspService::start()
{
    if (m_listening != nullptr) {
        return true;
    }
    gst_rtsp_server_set_service(m_server.get(), QByteArray::number(m_port).constData());
    m_listening = gst_rtsp_server_create_source(m_server.get(), nullptr, nullptr);
    if (m_listening == nullptr) {
        return false;
    }
    m_portHolder.release();
    g_source_attach(m_listening, m_loop.context());
    m_port = quint16(gst_rtsp_server_get_bound_port(m_server.get()));
    m_sessionCleanup = m_loop.postRepeated(std::chrono::seconds(5), [this] {
        const GObjectPointer<GstRTSPSessionPool> pool(gst_rtsp_server_get_session_pool(m_server.get()));
        gst_rtsp_session_pool_cleanup(pool.get());
    });
    return true;
}

void RtspService::stop()
{
    if (m_listening == nullptr) {
        return;
    }
    m_loop.run([this] {
        for (GSource *source : {m_listening, m_sessionCleanup}) {
            g_source_destroy(source);
            g_source_unref(source);
        }
        m_listening = nullptr;
        m_sessionCleanup = nullptr;
        g_list_free_full(gst_rtsp_server_client_filter(m_server.get(), closeAll, nullptr), g_object_unref);
    });
    m_portHolder.hold(m_port);
}

} // namespace streamkeeper::fleet
