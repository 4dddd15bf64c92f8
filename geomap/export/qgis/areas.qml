<qgis labelsEnabled="1" version="3.22.16-Białowieża" styleCategories="Symbology|Labeling|MapTips|Temporal">
 <temporal limitMode="0" startField="t_start" durationField="" enabled="1" endExpression="" startExpression="" durationUnit="min" fixedDuration="0" accumulate="0" mode="2" endField="t_end">
  <fixedRange>
   <start />
   <end />
  </fixedRange>
 </temporal>
 <renderer-v2 type="categorizedSymbol" referencescale="-1" enableorderby="0" attr="family" forceraster="0" symbollevels="0">
  <categories>
   <category symbol="0" value="control" render="true" label="Control of territory" />
   <category symbol="1" value="manoeuvre" render="true" label="Manoeuvre" />
   <category symbol="2" value="ground" render="true" label="Ground combat" />
   <category symbol="3" value="fires" render="true" label="Fires" />
   <category symbol="4" value="air_defence" render="true" label="Air defence" />
   <category symbol="5" value="rear" render="true" label="Rear and civilians" />
   <category symbol="6" value="talks" render="true" label="Talks and exchanges" />
   <category symbol="7" value="state" render="true" label="Statements of control" />
  </categories>
  <symbols>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="0.75" name="0">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="45" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="2.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="enabled">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="&quot;where&quot; IS NULL OR &quot;where&quot; &lt;&gt; 'country'" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@0@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="213,94,0,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.26" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0" />
      <Option type="QString" name="capstyle" value="square" />
      <Option type="QString" name="customdash" value="5;2" />
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="customdash_unit" value="MM" />
      <Option type="QString" name="dash_pattern_offset" value="0" />
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
      <Option type="QString" name="draw_inside_polygon" value="0" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="line_color" value="213,94,0,255" />
      <Option type="QString" name="line_style" value="dash" />
      <Option type="QString" name="line_width" value="0.5" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="ring_filter" value="0" />
      <Option type="QString" name="trim_distance_end" value="0" />
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_end_unit" value="MM" />
      <Option type="QString" name="trim_distance_start" value="0" />
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_start_unit" value="MM" />
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
      <Option type="QString" name="use_custom_dash" value="0" />
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="0.75" name="1">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="67.5" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="2.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="enabled">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="&quot;where&quot; IS NULL OR &quot;where&quot; &lt;&gt; 'country'" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@1@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="230,159,0,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.26" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0" />
      <Option type="QString" name="capstyle" value="square" />
      <Option type="QString" name="customdash" value="5;2" />
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="customdash_unit" value="MM" />
      <Option type="QString" name="dash_pattern_offset" value="0" />
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
      <Option type="QString" name="draw_inside_polygon" value="0" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="line_color" value="230,159,0,255" />
      <Option type="QString" name="line_style" value="dash" />
      <Option type="QString" name="line_width" value="0.5" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="ring_filter" value="0" />
      <Option type="QString" name="trim_distance_end" value="0" />
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_end_unit" value="MM" />
      <Option type="QString" name="trim_distance_start" value="0" />
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_start_unit" value="MM" />
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
      <Option type="QString" name="use_custom_dash" value="0" />
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="0.75" name="2">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="90" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="2.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="enabled">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="&quot;where&quot; IS NULL OR &quot;where&quot; &lt;&gt; 'country'" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@2@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="140,21,21,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.26" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0" />
      <Option type="QString" name="capstyle" value="square" />
      <Option type="QString" name="customdash" value="5;2" />
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="customdash_unit" value="MM" />
      <Option type="QString" name="dash_pattern_offset" value="0" />
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
      <Option type="QString" name="draw_inside_polygon" value="0" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="line_color" value="140,21,21,255" />
      <Option type="QString" name="line_style" value="dash" />
      <Option type="QString" name="line_width" value="0.5" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="ring_filter" value="0" />
      <Option type="QString" name="trim_distance_end" value="0" />
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_end_unit" value="MM" />
      <Option type="QString" name="trim_distance_start" value="0" />
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_start_unit" value="MM" />
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
      <Option type="QString" name="use_custom_dash" value="0" />
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="0.75" name="3">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="112.5" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="2.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="enabled">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="&quot;where&quot; IS NULL OR &quot;where&quot; &lt;&gt; 'country'" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@3@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="0,114,178,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.26" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0" />
      <Option type="QString" name="capstyle" value="square" />
      <Option type="QString" name="customdash" value="5;2" />
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="customdash_unit" value="MM" />
      <Option type="QString" name="dash_pattern_offset" value="0" />
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
      <Option type="QString" name="draw_inside_polygon" value="0" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="line_color" value="0,114,178,255" />
      <Option type="QString" name="line_style" value="dash" />
      <Option type="QString" name="line_width" value="0.5" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="ring_filter" value="0" />
      <Option type="QString" name="trim_distance_end" value="0" />
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_end_unit" value="MM" />
      <Option type="QString" name="trim_distance_start" value="0" />
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_start_unit" value="MM" />
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
      <Option type="QString" name="use_custom_dash" value="0" />
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="0.75" name="4">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="135" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="2.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="enabled">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="&quot;where&quot; IS NULL OR &quot;where&quot; &lt;&gt; 'country'" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@4@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="86,180,233,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.26" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0" />
      <Option type="QString" name="capstyle" value="square" />
      <Option type="QString" name="customdash" value="5;2" />
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="customdash_unit" value="MM" />
      <Option type="QString" name="dash_pattern_offset" value="0" />
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
      <Option type="QString" name="draw_inside_polygon" value="0" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="line_color" value="86,180,233,255" />
      <Option type="QString" name="line_style" value="dash" />
      <Option type="QString" name="line_width" value="0.5" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="ring_filter" value="0" />
      <Option type="QString" name="trim_distance_end" value="0" />
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_end_unit" value="MM" />
      <Option type="QString" name="trim_distance_start" value="0" />
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_start_unit" value="MM" />
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
      <Option type="QString" name="use_custom_dash" value="0" />
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="0.75" name="5">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="157.5" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="2.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="enabled">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="&quot;where&quot; IS NULL OR &quot;where&quot; &lt;&gt; 'country'" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@5@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="204,121,167,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.26" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0" />
      <Option type="QString" name="capstyle" value="square" />
      <Option type="QString" name="customdash" value="5;2" />
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="customdash_unit" value="MM" />
      <Option type="QString" name="dash_pattern_offset" value="0" />
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
      <Option type="QString" name="draw_inside_polygon" value="0" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="line_color" value="204,121,167,255" />
      <Option type="QString" name="line_style" value="dash" />
      <Option type="QString" name="line_width" value="0.5" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="ring_filter" value="0" />
      <Option type="QString" name="trim_distance_end" value="0" />
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_end_unit" value="MM" />
      <Option type="QString" name="trim_distance_start" value="0" />
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_start_unit" value="MM" />
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
      <Option type="QString" name="use_custom_dash" value="0" />
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="0.75" name="6">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="180" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="2.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="enabled">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="&quot;where&quot; IS NULL OR &quot;where&quot; &lt;&gt; 'country'" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@6@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="0,158,115,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.26" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0" />
      <Option type="QString" name="capstyle" value="square" />
      <Option type="QString" name="customdash" value="5;2" />
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="customdash_unit" value="MM" />
      <Option type="QString" name="dash_pattern_offset" value="0" />
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
      <Option type="QString" name="draw_inside_polygon" value="0" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="line_color" value="0,158,115,255" />
      <Option type="QString" name="line_style" value="dash" />
      <Option type="QString" name="line_width" value="0.5" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="ring_filter" value="0" />
      <Option type="QString" name="trim_distance_end" value="0" />
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_end_unit" value="MM" />
      <Option type="QString" name="trim_distance_start" value="0" />
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_start_unit" value="MM" />
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
      <Option type="QString" name="use_custom_dash" value="0" />
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="0.75" name="7">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="202.5" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="2.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="enabled">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="&quot;where&quot; IS NULL OR &quot;where&quot; &lt;&gt; 'country'" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@7@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="102,102,102,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.26" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0" />
      <Option type="QString" name="capstyle" value="square" />
      <Option type="QString" name="customdash" value="5;2" />
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="customdash_unit" value="MM" />
      <Option type="QString" name="dash_pattern_offset" value="0" />
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
      <Option type="QString" name="draw_inside_polygon" value="0" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="line_color" value="102,102,102,255" />
      <Option type="QString" name="line_style" value="dash" />
      <Option type="QString" name="line_width" value="0.5" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="ring_filter" value="0" />
      <Option type="QString" name="trim_distance_end" value="0" />
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_end_unit" value="MM" />
      <Option type="QString" name="trim_distance_start" value="0" />
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="trim_distance_start_unit" value="MM" />
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
      <Option type="QString" name="use_custom_dash" value="0" />
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
  <rotation />
  <sizescale />
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style fieldName="place" fontWeight="50" useSubstitutions="0" capitalization="0" fontSizeMapUnitScale="3x:0,0,0,0,0,0" textOrientation="horizontal" legendString="Aa" textColor="29,39,51,255" fontSize="8" fontUnderline="0" fontStrikeout="0" fontLetterSpacing="0" textOpacity="1" blendMode="0" fontItalic="1" fontWordSpacing="0" fontSizeUnit="Point" previewBkgrdColor="255,255,255,255" fontKerning="1" fontFamily="Open Sans" allowHtml="0" isExpression="0" namedStyle="" multilineHeight="1">
    <families />
    <text-buffer bufferJoinStyle="128" bufferSize="0.80000000000000004" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferDraw="1" bufferBlendMode="0" bufferNoFill="1" bufferColor="255,255,255,220" bufferOpacity="1" bufferSizeUnits="MM" />
    <text-mask maskOpacity="1" maskedSymbolLayers="" maskSizeUnits="MM" maskJoinStyle="128" maskType="0" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskEnabled="0" maskSize="1.5" />
    <background shapeDraw="0" shapeRadiiX="0" shapeOpacity="1" shapeRadiiY="0" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeFillColor="255,255,255,255" shapeBorderWidth="0" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidthUnit="MM" shapeRotationType="0" shapeSVGFile="" shapeJoinStyle="64" shapeBorderColor="128,128,128,255" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeRotation="0" shapeType="0" shapeOffsetUnit="MM" shapeRadiiUnit="MM" shapeOffsetX="0" shapeSizeX="0" shapeOffsetY="0" shapeSizeY="0" shapeBlendMode="0" shapeSizeUnit="MM" shapeSizeType="0">
     <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="fillSymbol">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleFill" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="color" value="255,255,255,255" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="offset" value="0,0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="outline_color" value="128,128,128,255" />
        <Option type="QString" name="outline_style" value="no" />
        <Option type="QString" name="outline_width" value="0" />
        <Option type="QString" name="outline_width_unit" value="MM" />
        <Option type="QString" name="style" value="solid" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </background>
    <shadow shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowRadiusAlphaOnly="0" shadowOffsetUnit="MM" shadowOffsetGlobal="1" shadowUnder="0" shadowOpacity="0.69999999999999996" shadowColor="0,0,0,255" shadowDraw="0" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowRadius="1.5" shadowScale="100" shadowOffsetAngle="135" shadowBlendMode="6" shadowOffsetDist="1" shadowRadiusUnit="MM" />
    <dd_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </dd_properties>
    <substitutions />
   </text-style>
   <text-format placeDirectionSymbol="0" plussign="0" formatNumbers="0" rightDirectionSymbol="&gt;" multilineAlign="3" reverseDirectionSymbol="0" useMaxLineLengthForAutoWrap="1" decimals="3" wrapChar="" autoWrapLength="0" leftDirectionSymbol="&lt;" addDirectionSymbol="0" />
   <placement placementFlags="10" rotationUnit="AngleDegrees" rotationAngle="0" yOffset="0" xOffset="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistance="0" geometryGeneratorEnabled="0" layerType="UnknownGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" lineAnchorClipping="0" placement="1" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" lineAnchorPercent="0.5" geometryGenerator="" maxCurvedCharAngleIn="25" geometryGeneratorType="PointGeometry" preserveRotation="1" distMapUnitScale="3x:0,0,0,0,0,0" quadOffset="4" centroidInside="0" maxCurvedCharAngleOut="-25" overrunDistanceUnit="MM" polygonPlacementFlags="2" distUnits="MM" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" lineAnchorType="0" offsetType="0" repeatDistanceUnits="MM" repeatDistance="0" fitInPolygonOnly="0" centroidWhole="0" dist="0" offsetUnits="MM" priority="5" />
   <rendering upsidedownLabels="0" unplacedVisibility="0" obstacleType="1" displayAll="0" scaleMin="0" zIndex="0" scaleVisibility="0" minFeatureSize="0" fontLimitPixelSize="0" drawLabels="1" limitNumLabels="0" labelPerPart="0" maxNumLabels="2000" obstacle="1" fontMaxPixelSize="10000" scaleMax="0" obstacleFactor="1" fontMinPixelSize="0" mergeLines="0" />
   <dd_properties>
    <Option type="Map">
     <Option type="QString" name="name" value="" />
     <Option name="properties" />
     <Option type="QString" name="type" value="collection" />
    </Option>
   </dd_properties>
   <callout type="simple">
    <Option type="Map">
     <Option type="QString" name="anchorPoint" value="pole_of_inaccessibility" />
     <Option type="int" name="blendMode" value="0" />
     <Option type="Map" name="ddProperties">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
     <Option type="bool" name="drawToAllParts" value="false" />
     <Option type="QString" name="enabled" value="0" />
     <Option type="QString" name="labelAnchorPoint" value="point_on_exterior" />
     <Option type="QString" name="lineSymbol" value="&lt;symbol type=&quot;line&quot; force_rhr=&quot;0&quot; clip_to_extent=&quot;1&quot; alpha=&quot;1&quot; name=&quot;symbol&quot;&gt;&lt;data_defined_properties&gt;&lt;Option type=&quot;Map&quot;&gt;&lt;Option type=&quot;QString&quot; name=&quot;name&quot; value=&quot;&quot;/&gt;&lt;Option name=&quot;properties&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;type&quot; value=&quot;collection&quot;/&gt;&lt;/Option&gt;&lt;/data_defined_properties&gt;&lt;layer class=&quot;SimpleLine&quot; enabled=&quot;1&quot; locked=&quot;0&quot; pass=&quot;0&quot;&gt;&lt;Option type=&quot;Map&quot;&gt;&lt;Option type=&quot;QString&quot; name=&quot;align_dash_pattern&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;capstyle&quot; value=&quot;square&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;customdash&quot; value=&quot;5;2&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;customdash_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;customdash_unit&quot; value=&quot;MM&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset_unit&quot; value=&quot;MM&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;draw_inside_polygon&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;joinstyle&quot; value=&quot;bevel&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;line_color&quot; value=&quot;60,60,60,255&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;line_style&quot; value=&quot;solid&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;line_width&quot; value=&quot;0.3&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;line_width_unit&quot; value=&quot;MM&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;offset&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;offset_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;offset_unit&quot; value=&quot;MM&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;ring_filter&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end_unit&quot; value=&quot;MM&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start_unit&quot; value=&quot;MM&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;tweak_dash_pattern_on_corners&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;use_custom_dash&quot; value=&quot;0&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;width_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;/Option&gt;&lt;prop k=&quot;align_dash_pattern&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;capstyle&quot; v=&quot;square&quot;/&gt;&lt;prop k=&quot;customdash&quot; v=&quot;5;2&quot;/&gt;&lt;prop k=&quot;customdash_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;prop k=&quot;customdash_unit&quot; v=&quot;MM&quot;/&gt;&lt;prop k=&quot;dash_pattern_offset&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;dash_pattern_offset_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;prop k=&quot;dash_pattern_offset_unit&quot; v=&quot;MM&quot;/&gt;&lt;prop k=&quot;draw_inside_polygon&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;joinstyle&quot; v=&quot;bevel&quot;/&gt;&lt;prop k=&quot;line_color&quot; v=&quot;60,60,60,255&quot;/&gt;&lt;prop k=&quot;line_style&quot; v=&quot;solid&quot;/&gt;&lt;prop k=&quot;line_width&quot; v=&quot;0.3&quot;/&gt;&lt;prop k=&quot;line_width_unit&quot; v=&quot;MM&quot;/&gt;&lt;prop k=&quot;offset&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;offset_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;prop k=&quot;offset_unit&quot; v=&quot;MM&quot;/&gt;&lt;prop k=&quot;ring_filter&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;trim_distance_end&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;trim_distance_end_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;prop k=&quot;trim_distance_end_unit&quot; v=&quot;MM&quot;/&gt;&lt;prop k=&quot;trim_distance_start&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;trim_distance_start_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;prop k=&quot;trim_distance_start_unit&quot; v=&quot;MM&quot;/&gt;&lt;prop k=&quot;tweak_dash_pattern_on_corners&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;use_custom_dash&quot; v=&quot;0&quot;/&gt;&lt;prop k=&quot;width_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/&gt;&lt;data_defined_properties&gt;&lt;Option type=&quot;Map&quot;&gt;&lt;Option type=&quot;QString&quot; name=&quot;name&quot; value=&quot;&quot;/&gt;&lt;Option name=&quot;properties&quot;/&gt;&lt;Option type=&quot;QString&quot; name=&quot;type&quot; value=&quot;collection&quot;/&gt;&lt;/Option&gt;&lt;/data_defined_properties&gt;&lt;/layer&gt;&lt;/symbol&gt;" />
     <Option type="double" name="minLength" value="0" />
     <Option type="QString" name="minLengthMapUnitScale" value="3x:0,0,0,0,0,0" />
     <Option type="QString" name="minLengthUnit" value="MM" />
     <Option type="double" name="offsetFromAnchor" value="0" />
     <Option type="QString" name="offsetFromAnchorMapUnitScale" value="3x:0,0,0,0,0,0" />
     <Option type="QString" name="offsetFromAnchorUnit" value="MM" />
     <Option type="double" name="offsetFromLabel" value="0" />
     <Option type="QString" name="offsetFromLabelMapUnitScale" value="3x:0,0,0,0,0,0" />
     <Option type="QString" name="offsetFromLabelUnit" value="MM" />
    </Option>
   </callout>
  </settings>
 </labeling>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <mapTip>&lt;p&gt;&lt;b&gt;[% replace("place", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;')) %]&lt;/b&gt; [% "date_start" %]&lt;br&gt;[% replace("type", '_', ' ') %], [% "status" %]&lt;/p&gt;
&lt;p&gt;[% array_to_string(array_foreach(from_json("quotes"), replace(map_get(@element, 'quote'), map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;'))), '&lt;/p&gt;&lt;p&gt;') %]&lt;/p&gt;</mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
