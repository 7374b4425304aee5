#pragma once

#include "app/edits/CameraEdits.h"
#include "app/edits/ClusterEdits.h"
#include "app/edits/DeviceEdits.h"
#include "app/edits/DhcpEdits.h"
#include "app/edits/InletEdits.h"
#include "app/edits/RegistryEditor.h"
#include "app/edits/ServerEdits.h"
#include "app/edits/StreamEdits.h"
#include "app/edits/TroubleEdits.h"

namespace streamkeeper {

/// All that an operator can change in the registry alone, by what it is about.
struct RegistryEdits
{
    RegistryEdits(RegistryEditor &editor, ServerGateway &gateway)
        : servers(editor)
        , cameras(editor)
        , streams(editor, gateway)
        , clusters(editor)
        , troubles(editor)
        , dhcp(editor)
        , devices(editor)
        , inlet(editor)
    {
    }

    ServerEdits servers;
    CameraEdits cameras;
    StreamEdits streams;
    ClusterEdits clusters;
    TroubleEdits troubles;
    DhcpEdits dhcp;
    DeviceEdits devices;
    InletEdits inlet;
};

} // namespace streamkeeper
